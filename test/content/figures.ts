/**
 * Figures of two digits and more that stand in prose as if they had been counted by hand. Versions (`1.4.11`), dates
 * (`2021-11-09`) and issues (`#94`) are names, not measurements; one digit is left to the author.
 */
export function typedFigures(prose: string): string[] {
  return [...prose.matchAll(/(?<![\w.#-])\d[\d,]*\d(?![\w.-]*\d)/g)].map(([figure]) => figure);
}
