import { askFirst } from '../explorer/explorer.ts';
import { firstDeadlock } from '../explorer/first.ts';
import { BASE, baseOf, type RepairSet } from './state.ts';
import { isBase, questionOf, type Trial, withTrial } from './trial.ts';

export interface BenchData {
  /** The connection without repairs, by either waking rule. */
  readonly bases: readonly Trial[];
  /** What was tried, in that order. It begins with the connection without repairs. */
  readonly tried: readonly Trial[];
  /** For the still, where nobody can try: each repair by itself. Empty in the page. */
  readonly survey: readonly Trial[];
}

const SINGLE_REPAIRS: readonly Partial<RepairSet>[] = [
  { requests: 2, answers: 2 },
  { requests: 4, answers: 4 },
  { incoming: 1 },
  { deadlines: true },
  { client: 'B' },
  { server: 'S2' },
];

const inPage = typeof Worker !== 'undefined';

/** Explored at once, on this thread: at build, in tests, and in the page what takes a few milliseconds. */
function exploreHere(set: RepairSet): Trial {
  return { set, found: firstDeadlock(questionOf(set), () => {}), guess: null };
}

async function exploreAside(set: RepairSet): Promise<Trial> {
  const found = await askFirst(questionOf(set), () => {}).result;
  if (!found) throw new Error('the search was stopped');
  return { set, found, guess: null };
}

let surveyed: ReadonlyMap<boolean, readonly Trial[]> = new Map();

function surveyIn(base: RepairSet): readonly Trial[] {
  const known = surveyed.get(base.quarter);
  if (known) return known;
  const fresh = SINGLE_REPAIRS.map((repair) => exploreHere({ ...base, ...repair }));
  surveyed = new Map([...surveyed, [base.quarter, fresh]]);
  return fresh;
}

/** The connection without repairs and the asked set. A still also has each repair by itself. */
export async function load(set: RepairSet): Promise<BenchData> {
  const bases = [false, true].map((quarter) => exploreHere({ ...BASE, quarter }));
  const base = bases[Number(set.quarter)] as Trial;
  const asked = isBase(set) ? base : await (inPage ? exploreAside(set) : exploreHere(set));
  const tried = withTrial([base], asked);
  return { bases, tried, survey: inPage ? [] : surveyIn(baseOf(set)) };
}
