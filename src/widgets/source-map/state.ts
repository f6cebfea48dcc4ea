import type { Decoded, StateCodec } from '../../share/state.ts';
import { ROOMS, type Room } from './rooms.ts';
import { hopsOf, ROUTE_NAMES, type RouteName, stepInto } from './routes.ts';

export interface SourceMapState {
  readonly route: RouteName;
  /** Rooms of the way that were found. */
  readonly done: number;
  /** The room that was tried last and is not the next one. */
  readonly tried: Room | null;
  /** A line of a dump or a path, to be found on the map; '' for none. */
  readonly line: string;
}

/** Where the page begins: the way of the incident, all of it. */
const initial: SourceMapState = { route: 'summary', done: 3, tried: null, line: '' };

/** As long as a line of a dump may be. */
export const LONGEST = 300;

function bad(detail: string): Decoded<SourceMapState> {
  return { ok: false, problem: 'bad-value', detail: detail.slice(0, 60) };
}

function checked(state: Readonly<Record<string, unknown>>): Decoded<SourceMapState> {
  const { done, tried, line } = state;
  const route = ROUTE_NAMES.find((name) => name === state.route);
  if (route === undefined) return bad(`route ${state.route}: not one of ${ROUTE_NAMES.join(', ')}`);
  const most = hopsOf(route).length;
  if (typeof done !== 'number' || !Number.isSafeInteger(done) || done < 0 || done > most) {
    return bad(`done ${done}: a whole number from 0 to ${most}`);
  }
  if (typeof line !== 'string' || line.length > LONGEST)
    return bad(`line: no text of ${LONGEST} at most`);
  if (tried === null) return { ok: true, state: { route, done, tried, line } };
  const room = ROOMS.find((name) => name === tried);
  if (room === undefined) return bad(`tried ${tried}: not one of ${ROOMS.join(', ')}`);
  const step = stepInto(route, done, room);
  if (step === 'next' || step === 'arrived') return bad(`tried ${room}: nobody stops there`);
  return { ok: true, state: { route, done, tried: room, line } };
}

export const codec: StateCodec<SourceMapState> = {
  version: 1,
  initial,
  /** An author may name a way alone: it is then still to be found. */
  fromProps(props) {
    const unknown = Object.keys(props).find((name) => !Object.hasOwn(initial, name));
    if (unknown !== undefined)
      return bad(`${unknown}: not one of ${Object.keys(initial).join(', ')}`);
    const fresh = 'route' in props && !('done' in props);
    return checked({ ...initial, ...(fresh && { done: 0 }), ...props });
  },
  /** Query: `r` way, `n` rooms found, `x` the room tried, `f` the line. */
  toQuery({ route, done, tried, line }) {
    const pairs: [string, string][] = [];
    if (route !== initial.route || done !== initial.done)
      pairs.push(['r', route], ['n', String(done)]);
    if (tried !== null) pairs.push(['x', tried]);
    if (line !== '') pairs.push(['f', line]);
    return pairs;
  },
  fromQuery(_version, query) {
    const number = query.get('n') ?? (query.has('r') ? '0' : String(initial.done));
    if (!/^\d{1,2}$/.test(number)) return bad(`n=${number}`);
    return checked({
      route: query.get('r') ?? initial.route,
      done: Number(number),
      tried: query.get('x') ?? null,
      line: query.get('f') ?? '',
    });
  },
};

/** Another way, from its beginning. */
export function setOut(state: SourceMapState, route: RouteName): SourceMapState {
  return { ...state, route, done: 0, tried: null };
}

/** Steps into a room: on along the way, or nowhere. */
export function enter(state: SourceMapState, room: Room): SourceMapState {
  const step = stepInto(state.route, state.done, room);
  if (step === 'arrived') return state;
  return step === 'next'
    ? { ...state, done: state.done + 1, tried: null }
    : { ...state, tried: room };
}
