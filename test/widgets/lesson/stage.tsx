import { readdirSync, readFileSync } from 'node:fs';
import { parseHTML } from 'linkedom';
import { h, render } from 'preact';
import type { Deed } from '../../../src/lesson/progress.ts';
import { readSource } from '../../../src/lesson/source.ts';
import { wordsOf } from '../../../src/site/words.ts';
import type { EvidencePort, Locale, WidgetDefinition } from '../../../src/widgets/contract.ts';
import { createLibrary, type Library } from '../../../src/widgets/lesson/library.ts';
import { drawn } from '../stage.tsx';

const ROOT = new URL('../../../content/exercises/', import.meta.url);

/** The kit's exercises from disk, and any others by id. */
export function libraryOf(extra: Readonly<Record<string, string>> = {}): Library {
  const texts = new Map(
    readdirSync(ROOT)
      .filter((file) => file.endsWith('.yaml'))
      .map((file) => [file.replace('.yaml', ''), readFileSync(new URL(file, ROOT), 'utf8')]),
  );
  for (const [id, text] of Object.entries(extra)) texts.set(id, text);
  return createLibrary(
    Object.fromEntries(
      [...texts].map(([id, text]) => [
        `content/exercises/${id}.yaml`,
        async () => {
          const read = readSource(text, id);
          if (!read.ok) throw new Error(`${id}.yaml:${read.at}: ${read.problem}`);
          return { default: read.value };
        },
      ]),
    ),
  );
}

/** A widget on a stage: played by hand, with the state, the words said and the picture in view. */
export interface Stage<State> {
  readonly state: State;
  readonly said: readonly string[];
  /** What was noted of the reader, in order. */
  readonly deeds: readonly Deed[];
  readonly root: HTMLElement;
  text(): string;
  /** The element that a selector finds, or an Error that names the selector. */
  find(selector: string): HTMLElement;
  /** Ticks or chooses, as a reader does: only where it is possible. */
  press(selector: string): void;
  type(selector: string, text: string): void;
  describe(): string;
}

const refuse: EvidencePort = () => Promise.reject(new Error('no evidence here'));

export async function play<State, Data>(
  widget: WidgetDefinition<State, Data>,
  start: State,
  locale: Locale = 'en',
  evidence: EvidencePort = refuse,
): Promise<Stage<State>> {
  const { document } = parseHTML('<!doctype html><html><body><div id="root"></div></body></html>');
  Object.assign(globalThis, { document });
  const root = document.querySelector('#root') as unknown as HTMLElement;
  const word = wordsOf(locale);
  const said: string[] = [];
  const deeds: Deed[] = [];
  let state = start;
  let data: Data = await widget.load(state, evidence);

  const draw = () =>
    render(
      h(widget.View, {
        id: 'w',
        state,
        data,
        locale,
        word,
        live: true,
        update: (next: State) => {
          state = next;
          draw();
        },
        supply: (next: Data) => {
          data = next;
        },
        say: (text: string) => said.push(text),
        note: (deed) => deeds.push(deed),
        evidence,
      }),
      root,
    );
  draw();

  const find = (selector: string) => {
    const element = root.querySelector<HTMLElement>(selector);
    if (!element) throw new Error(`nothing matches ${selector}`);
    return element;
  };
  return {
    get state() {
      return state;
    },
    said,
    deeds,
    root,
    text: () => (root.textContent ?? '').replace(/\s+/g, ' '),
    find,
    press(selector) {
      const element = find(selector) as HTMLInputElement;
      if (element.disabled) throw new Error(`${selector} cannot be pressed`);
      if (element.tagName === 'INPUT') {
        element.checked = element.type === 'radio' ? true : !element.checked;
        element.dispatchEvent(
          new (document.defaultView as Window & typeof globalThis).Event('change'),
        );
      } else {
        element.dispatchEvent(
          new (document.defaultView as Window & typeof globalThis).Event('click'),
        );
      }
    },
    type(selector, text) {
      const element = find(selector) as HTMLInputElement;
      element.value = text;
      element.dispatchEvent(
        new (document.defaultView as Window & typeof globalThis).Event('input'),
      );
    },
    describe: () => widget.describe(state, data, word),
  };
}

/** The still of a state, as the server draws it. */
export async function still<State, Data>(
  widget: WidgetDefinition<State, Data>,
  state: State,
  locale: Locale = 'en',
): Promise<string> {
  return drawn(widget, 'w', state, await widget.load(state, refuse), { locale }).html;
}

/** Hooks render again after the present turn, and effects run without frames after preact's 35 ms. */
export const turn = () => new Promise((resolve) => setTimeout(resolve, 50));

/** Presses the first button whose words are these, or, with `startsWith`, begin so; an Error where there is none. */
export async function pressButton<State>(
  stage: Stage<State>,
  label: string,
  how: 'equals' | 'startsWith' = 'equals',
): Promise<void> {
  const button = [...stage.root.querySelectorAll('button')].find(({ textContent }) =>
    how === 'equals' ? textContent === label : (textContent ?? '').startsWith(label),
  );
  if (!button) throw new Error(`no button ${label}`);
  button.id = 'pressed';
  stage.press('#pressed');
  button.removeAttribute('id');
  await turn();
}

/** Types into a field and presses Enter in it. */
export async function enter<State>(
  stage: Stage<State>,
  selector: string,
  text: string,
): Promise<void> {
  stage.type(selector, text);
  await turn();
  const { Event } = stage.root.ownerDocument.defaultView as Window & typeof globalThis;
  stage.find(selector).dispatchEvent(Object.assign(new Event('keydown'), { key: 'Enter' }));
  await turn();
}
