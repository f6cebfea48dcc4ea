import type { Decoded, StateCodec } from '../../share/state.ts';
import { DOORS, type Door } from './doors.ts';
import { QUESTION_NAMES, type QuestionName } from './questions.ts';

export interface DoorsState {
  readonly question: QuestionName;
  /** The doors that were opened for it, in order; what the last one gave is shown. */
  readonly opened: readonly Door[];
}

/** Where the page begins: the post's door, asked for what is not behind it. */
const initial: DoorsState = { question: 'waits', opened: ['goroutine-0'] };

function bad(detail: string): Decoded<DoorsState> {
  return { ok: false, problem: 'bad-value', detail: detail.slice(0, 60) };
}

function checked(question: unknown, opened: readonly unknown[]): Decoded<DoorsState> {
  const asked = QUESTION_NAMES.find((name) => name === question);
  if (asked === undefined) return bad(`question ${question}`);
  const doors: Door[] = [];
  for (const name of opened) {
    const door = DOORS.find((one) => one === name);
    if (door === undefined || doors.includes(door)) return bad(`opened ${name}`);
    doors.push(door);
  }
  return { ok: true, state: { question: asked, opened: doors } };
}

export const codec: StateCodec<DoorsState> = {
  version: 1,
  initial,
  /** An author may name a question alone: then no door is open. */
  fromProps(props) {
    const unknown = Object.keys(props).find((name) => name !== 'question' && name !== 'opened');
    if (unknown !== undefined) return bad(`${unknown}: not one of question, opened`);
    const { question = initial.question, opened = 'question' in props ? [] : initial.opened } =
      props;
    return Array.isArray(opened) ? checked(question, opened) : bad(`opened: no list`);
  },
  /** Query: `q` the question, `d` the doors opened, joined by `_`; empty where none is. */
  toQuery({ question, opened }) {
    const same = question === initial.question && opened.join('_') === initial.opened.join('_');
    return same
      ? []
      : [
          ['q', question],
          ['d', opened.join('_')],
        ];
  },
  fromQuery(_version, query) {
    const doors = query.get('d') ?? (query.has('q') ? '' : initial.opened.join('_'));
    return checked(query.get('q') ?? initial.question, doors === '' ? [] : doors.split('_'));
  },
};

/** Another question begins with all doors closed. */
export function ask(question: QuestionName): DoorsState {
  return { question, opened: [] };
}

/** Opens a door, or looks behind it once more. */
export function open(state: DoorsState, door: Door): DoorsState {
  return { ...state, opened: [...state.opened.filter((one) => one !== door), door] };
}
