/** Shows the page's link to the recall questions when there are some due. What it needs is fetched apart. */
import type { Questions } from '../lesson/syllabus.ts';

async function show(link: HTMLAnchorElement): Promise<void> {
  const [{ progressPort }, { dueCards }, { isAsked }, { createWord }] = await Promise.all([
    import('../widgets/progress-port.ts'),
    import('../lesson/recall.ts'),
    import('../lesson/syllabus.ts'),
    import('../share/words.ts'),
  ]);
  const questions = JSON.parse(link.dataset.cardsDue ?? '{}') as Questions;
  const word = createWord({ waiting: link.dataset.word ?? '' }, document.documentElement.lang);
  const { cards } = await progressPort().read();
  const { length } = dueCards(cards, Date.now(), (card) => isAsked(questions, card));
  link.textContent = word('waiting', { n: length });
  link.hidden = length === 0;
}

for (const link of document.querySelectorAll<HTMLAnchorElement>('a[data-cards-due]')) {
  void show(link);
}
