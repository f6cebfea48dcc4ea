import { parseHTML } from 'linkedom';
import { h, render } from 'preact';
import { expect, it } from 'vitest';
import { order as kind } from '../../../src/lesson/kinds/order.ts';
import { wordsOf } from '../../../src/site/words.ts';
import { order } from '../../../src/widgets/exercise/order.tsx';
import { BLANK } from '../../../src/widgets/exercise/state.ts';

const read = kind.parse({
  items: ['wash', 'cook', 'eat'],
  check: [['cook', 'eat', 'wash']],
  solution: ['cook', 'eat', 'wash'],
  wrong: [{ id: 'dirty', shows: 'M4', answer: ['wash', 'cook'] }],
});

it('moves steps by buttons that say what they move, and tells where a step is now', () => {
  if (!read.ok) throw new Error(read.problem);
  const task = read.value;
  const { document, Event } = parseHTML('<!doctype html><html><body><div></div></body></html>');
  Object.assign(globalThis, { document });
  const root = document.querySelector('div') as unknown as HTMLElement;
  const said: string[] = [];
  let answer = kind.initial(task);
  const draw = () =>
    render(
      h(order.Control, {
        id: 'w',
        task,
        answer,
        parts: new Map(kind.check(task, answer).parts.map((part) => [part.id, part])),
        live: true,
        text: (key: string) => `\`${key}\``,
        word: wordsOf('en'),
        change: (next: readonly string[]) => {
          answer = next;
          draw();
        },
        check: () => {},
        note: BLANK,
        keep: () => {},
        say: (text: string) => said.push(text),
      }),
      root,
    );
  const press = (move: string) =>
    root.querySelector(`[data-move="${move}"]`)?.dispatchEvent(new Event('click'));
  const words = () => [...root.querySelectorAll('.step-what')].map((step) => step.textContent);

  draw();
  expect(words()).toEqual(['item.wash', 'item.cook', 'item.eat']);
  expect(root.querySelectorAll('.fb-wrong')).toHaveLength(3);
  expect(root.querySelector('[data-move="wash:up"]')?.hasAttribute('disabled')).toBe(true);
  expect(root.querySelector('[data-move="wash:down"]')?.getAttribute('aria-label')).toBe(
    'Move down: item.wash',
  );

  press('wash:down');
  press('wash:down');
  expect(answer).toEqual(['cook', 'eat', 'wash']);
  expect(words()).toEqual(['item.cook', 'item.eat', 'item.wash']);
  expect(said).toEqual(['item.wash: now 2 of 3.', 'item.wash: now 3 of 3.']);
  expect(root.querySelectorAll('.fb-right')).toHaveLength(3);
});
