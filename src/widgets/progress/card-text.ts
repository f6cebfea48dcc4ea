/** A recall question with its answer, as its chapter has them. */
export interface CardText {
  readonly question: string;
  /** Markup of the site's own; its links lead where they led in the chapter. */
  readonly answer: string;
}

const pages = new Map<string, Promise<Document>>();

/**
 * The nth recall question (from 1) of a chapter, out of the chapter's own page: so it cannot be another than the reader
 * finds there. Rejects where the page cannot be had, or has no such question.
 */
export async function readCard(href: string, question: number): Promise<CardText> {
  const page = await (pages.get(href) ?? fetched(href));
  const details = page.querySelectorAll('.recall details')[question - 1];
  const summary = details?.querySelector('summary');
  if (!details || !summary) throw new Error(`${href} has no question ${question}`);
  const answer = details.cloneNode(true) as Element;
  answer.querySelector('summary')?.remove();
  for (const named of answer.querySelectorAll('[id]')) named.removeAttribute('id');
  for (const link of answer.querySelectorAll('a[href]')) {
    link.setAttribute(
      'href',
      new URL(link.getAttribute('href') ?? '', new URL(href, location.href)).href,
    );
  }
  return { question: summary.textContent.trim(), answer: answer.innerHTML };
}

function fetched(href: string): Promise<Document> {
  const page = fetch(href).then(async (response) => {
    if (!response.ok) throw new Error(`${href}: ${response.status}`);
    return new DOMParser().parseFromString(await response.text(), 'text/html');
  });
  pages.set(href, page);
  // What failed may be tried again.
  page.catch(() => pages.delete(href));
  return page;
}
