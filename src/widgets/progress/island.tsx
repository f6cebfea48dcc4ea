import { render } from 'preact';
import { createWord } from '../../share/words.ts';
import type { WordKey } from '../contract.ts';
import { progressPort } from '../progress-port.ts';
import { CompletionCheck } from './completion-check.tsx';
import type { Course, CourseProps } from './props.ts';
import { ReaderPage } from './reader-page.tsx';

/** Draws what an element is there for: `<reader-progress>` or `<completion-check>`. */
export function wake(element: HTMLElement): void {
  const root = element.querySelector<HTMLElement>(':scope > [data-root]');
  const region = element.querySelector('[data-said]');
  const json = element.querySelector(':scope > script[type="application/json"]')?.textContent;
  if (!root || !json) throw new Error(`<${element.localName}> is not whole`);
  const { words, ...props } = JSON.parse(json) as CourseProps;
  const course: Course = {
    ...props,
    word: createWord<WordKey>(words, props.locale),
    say: (text) => {
      if (region) region.textContent = text;
    },
  };
  const isReader = element.localName === 'reader-progress';
  render(
    isReader ? (
      <ReaderPage course={course} port={progressPort()} />
    ) : (
      <CompletionCheck course={course} />
    ),
    root,
  );
  element.dataset.awake = '';
}
