/** Prints the card alone: while the mark is on the page, style.css hides all that does not hold the card. */
export function printCard(): void {
  const { dataset } = document.documentElement;
  dataset.printsCard = '';
  addEventListener('afterprint', () => delete dataset.printsCard, { once: true });
  print();
}
