import { CAPTURE_NAMES, type CaptureName } from '../../model/leak/captured.ts';
import { KUBELET_CALL } from '../../model/leak/constants.ts';
import { type Client, type Load, ordinaryNode } from '../../model/leak/load.ts';
import type { Decoded, StateCodec } from '../../share/state.ts';

/** Containers of the node in the picture of one list; chosen. */
export const CONTAINERS = 12;

export interface LeakState {
  readonly load: Load;
  /** The container whose connection hangs, from 0. */
  readonly wedged: number;
  readonly capture: CaptureName;
}

/** A knob's limits, in the unit in which the page shows it. */
export interface Limits {
  readonly least: number;
  readonly most: number;
  readonly step: number;
}

/** Knobs: scrapers, seconds between requests, execs a minute, seconds of deadline (0: none), minutes, KiB. */
export const KNOBS = {
  scrapers: { least: 0, most: 10, step: 1 },
  interval: { least: 1, most: 120, step: 1 },
  execs: { least: 0, most: 30, step: 1 },
  deadline: { least: 0, most: 300, step: 10 },
  kubeletKib: { least: KUBELET_CALL / 1024, most: 512, step: 8 },
  hangMinute: { least: 0, most: 480, step: 5 },
  minutes: { least: 10, most: 480, step: 10 },
} as const satisfies Readonly<Record<string, Limits>>;

export type Knob = keyof typeof KNOBS;

export const KNOB_NAMES = Object.keys(KNOBS) as readonly Knob[];

/** Where the knobs of a load stand. */
export function knobsOf(load: Load): Readonly<Record<Knob, number>> {
  return {
    scrapers: load.scrapers,
    interval: load.interval,
    execs: load.execs,
    deadline: load.deadline ?? 0,
    kubeletKib: load.kubeletCall / 1024,
    hangMinute: load.hangAt / 60,
    minutes: load.duration / 60,
  };
}

/** A load whose knobs stand so. A run that ends before its hang has the hang at its end. */
export function turn(load: Load, knobs: Partial<Readonly<Record<Knob, number>>>): Load {
  const all = { ...knobsOf(load), ...knobs };
  return {
    ...load,
    scrapers: all.scrapers,
    interval: all.interval,
    execs: all.execs,
    deadline: all.deadline === 0 ? null : all.deadline,
    kubeletCall: all.kubeletKib * 1024,
    hangAt: Math.min(all.hangMinute, all.minutes) * 60,
    duration: all.minutes * 60,
  };
}

const initial: LeakState = {
  load: ordinaryNode,
  wedged: 4,
  capture: 'containerd-1.4.11',
};

/** Query: one letter a field. The client is `A` or `B`, the eviction manager 1 or 0. */
const LETTERS = {
  scrapers: 's',
  interval: 'i',
  execs: 'e',
  deadline: 'd',
  kubeletKib: 'k',
  hangMinute: 'h',
  minutes: 'm',
  client: 'c',
  eviction: 'l',
  wedged: 'n',
  capture: 'p',
} as const;

type Field = keyof typeof LETTERS;
type Fields = Readonly<Record<Field, string>>;

const FIELDS = Object.keys(LETTERS) as readonly Field[];

function fieldsOf({ load, wedged, capture }: LeakState): Fields {
  const knobs = knobsOf(load);
  const numbers = Object.fromEntries(KNOB_NAMES.map((knob) => [knob, String(knobs[knob])]));
  return {
    ...(numbers as Readonly<Record<Knob, string>>),
    client: load.client,
    eviction: load.eviction ? '1' : '0',
    wedged: String(wedged),
    capture,
  };
}

function bad(detail: string): Decoded<LeakState> {
  return { ok: false, problem: 'bad-value', detail: detail.slice(0, 60) };
}

function isWhole(text: string, least: number, most: number): boolean {
  return /^\d{1,4}$/.test(text) && Number(text) >= least && Number(text) <= most;
}

function stateOf(fields: Fields): Decoded<LeakState> {
  for (const knob of KNOB_NAMES) {
    const { least, most } = KNOBS[knob];
    if (!isWhole(fields[knob], least, most)) {
      return bad(`${knob} ${fields[knob]}: a whole number from ${least} to ${most}`);
    }
  }
  const { client, eviction, wedged } = fields;
  if (client !== 'A' && client !== 'B') return bad(`client ${client}: A or B`);
  if (eviction !== '0' && eviction !== '1') return bad(`eviction ${eviction}: 0 or 1`);
  if (!isWhole(wedged, 0, CONTAINERS - 1)) return bad(`wedged ${wedged}: 0 to ${CONTAINERS - 1}`);
  const capture = CAPTURE_NAMES.find((name) => name === fields.capture);
  if (capture === undefined) return bad(`capture ${fields.capture}: ${CAPTURE_NAMES.join(', ')}`);
  if (Number(fields.hangMinute) > Number(fields.minutes)) {
    return bad(`hangMinute ${fields.hangMinute}: after the run's ${fields.minutes} minutes`);
  }
  const knobs = Object.fromEntries(KNOB_NAMES.map((knob) => [knob, Number(fields[knob])]));
  const load: Load = {
    ...turn(ordinaryNode, knobs),
    client: client === 'A' ? 'A' : 'B',
    eviction: eviction === '1',
  };
  return { ok: true, state: { load, wedged: Number(wedged), capture } };
}

export const codec: StateCodec<LeakState> = {
  version: 1,
  initial,
  fromProps(props) {
    const fields: Record<string, string> = { ...fieldsOf(initial) };
    for (const [name, value] of Object.entries(props)) {
      if (!FIELDS.some((field) => field === name)) {
        return bad(`${name}: not one of ${FIELDS.join(', ')}`);
      }
      fields[name] = typeof value === 'boolean' ? String(Number(value)) : String(value);
    }
    return stateOf(fields as Fields);
  },
  toQuery(state) {
    const fields = fieldsOf(state);
    const usual = fieldsOf(initial);
    return FIELDS.filter((field) => fields[field] !== usual[field]).map(
      (field) => [LETTERS[field], fields[field]] as const,
    );
  },
  fromQuery(_version, query) {
    const fields: Record<string, string> = { ...fieldsOf(initial) };
    for (const field of FIELDS) fields[field] = query.get(LETTERS[field]) ?? fields[field] ?? '';
    return stateOf(fields as Fields);
  },
};

export function setClient(state: LeakState, client: Client): LeakState {
  return { ...state, load: { ...state.load, client } };
}
