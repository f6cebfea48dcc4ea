import { hexOf } from '../../model/ttrpc/wire/hex.ts';
import type { Decoded, StateCodec } from '../../share/state.ts';
import { isSample } from './samples.ts';

export interface WireState {
  /** The captured frame that is shown; '' where the bytes are the reader's own. */
  readonly sample: string;
  /** The reader's own bytes as hex, one frame or several; '' beside a captured frame. */
  readonly own: string;
  /** Which frame of the own bytes is shown, from 1. */
  readonly frame: number;
  /** The frame that is shown as the reader changed it, as hex; '' while it is as it was. */
  readonly edited: string;
  /** Path of the part that is lit; '' is none. */
  readonly part: string;
}

/** A request with a deadline: every field but metadata. The deadline is lit. */
const initial: WireState = {
  sample: '1.0.1-request-13',
  own: '',
  frame: 1,
  edited: '',
  part: 'body.timeout_nano.value',
};

/** A link carries so many bytes of the reader's own, and as many of a changed frame; longer ones stay on the page. */
export const LINK_BYTES = 1024;

const HEX = /^(?:[0-9a-f]{2})+$/;
const PART = /^[a-z0-9_.-]{1,200}$/;
const MOST_FRAMES = 999_999;

function bad(detail: string): Decoded<WireState> {
  return { ok: false, problem: 'bad-value', detail: detail.slice(0, 60) };
}

/** Checks a whole state as a link or an author gives it. */
function check(state: WireState): Decoded<WireState> {
  const { sample, own, frame, edited, part } = state;
  for (const [name, hex] of Object.entries({ own, edited })) {
    if (hex === '') continue;
    if (hex.length > 2 * LINK_BYTES) return bad(`${name}: more than ${LINK_BYTES} bytes`);
    if (!HEX.test(hex)) return bad(`${name} ${hex}`);
  }
  if (own === '' && !isSample(sample)) return bad(`sample ${sample}`);
  if (!Number.isInteger(frame) || frame < 1 || frame > MOST_FRAMES) return bad(`frame ${frame}`);
  if (part !== '' && !PART.test(part)) return bad(`part ${part}`);
  return { ok: true, state: own === '' ? { ...state, frame: 1 } : { ...state, sample: '' } };
}

/** Query: `c` the captured frame or `h` own bytes as hex, `n` which of them, `e` the changed frame, `p` the lit part. */
export const codec: StateCodec<WireState> = {
  version: 1,
  initial,
  /** An author names a captured frame or own bytes; nothing is lit unless it is named. */
  fromProps(props) {
    const unknown = Object.keys(props).find((name) => !(name in initial));
    if (unknown !== undefined)
      return bad(`${unknown}: not one of ${Object.keys(initial).join(', ')}`);
    for (const [name, value] of Object.entries(props)) {
      if (typeof value !== typeof initial[name as keyof WireState]) return bad(`${name}: ${value}`);
    }
    const given = props as Partial<WireState>;
    const fresh = given.sample !== undefined || given.own !== undefined;
    return check({ ...initial, ...(fresh && { part: '' }), ...given });
  },
  toQuery(state) {
    const { sample, own, frame, edited, part } = state;
    const pairs: [string, string][] = [];
    const fits = (hex: string) => hex !== '' && hex.length <= 2 * LINK_BYTES;
    // What no link can hold is left out, and with it what was lit in it.
    if (own !== '' && !fits(own)) return pairs;
    if (own !== '') pairs.push(['h', own]);
    else if (sample !== initial.sample) pairs.push(['c', sample]);
    if (own !== '' && frame > 1) pairs.push(['n', String(frame)]);
    if (fits(edited)) pairs.push(['e', edited]);
    if (part !== initial.part) pairs.push(['p', part]);
    return pairs;
  },
  fromQuery(_version, query) {
    const frame = query.get('n') ?? '1';
    if (!/^\d{1,6}$/.test(frame)) return bad(`n=${frame}`);
    return check({
      sample: query.get('c') ?? initial.sample,
      own: query.get('h') ?? '',
      frame: Number(frame),
      edited: query.get('e') ?? '',
      part: query.get('p') ?? initial.part,
    });
  },
};

/** What of the state no link can hold; null where it holds all. */
export function beyondLink({ own, edited }: WireState): 'own' | 'edited' | null {
  if (own.length > 2 * LINK_BYTES) return 'own';
  return edited.length > 2 * LINK_BYTES ? 'edited' : null;
}

export function showSample(sample: string): WireState {
  return { sample, own: '', frame: 1, edited: '', part: '' };
}

export function showOwn(bytes: Uint8Array): WireState {
  return { sample: '', own: hexOf(bytes), frame: 1, edited: '', part: '' };
}

export function showFrame(state: WireState, frame: number): WireState {
  return { ...state, frame, edited: '', part: '' };
}
