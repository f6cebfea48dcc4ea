import { diagnose, isCut } from '../../evidence/diagnose/diagnose.ts';
import { group } from '../../evidence/goroutine/group.ts';
import { read } from '../../evidence/goroutine/read.ts';
import type { Dump, Reading } from '../../evidence/goroutine/types.ts';
import type { Answer } from '../../lesson/triage/answer.ts';
import { type Case, casesOf } from '../../lesson/triage/cases.ts';
import { type Judged, judge } from '../../lesson/triage/judge.ts';
import { overview, stackFacts } from '../goroutine-dump/answer.ts';
import type { GroupRow, Overview } from '../goroutine-dump/overview.ts';

/** A case file as it lies on the desk: what one sees without opening it. */
export interface Sheet {
  readonly place: number;
  readonly process: Case['process'];
  readonly name: string;
  readonly bytes: number;
  readonly goroutines: number;
  /** Longest wait, whole minutes. */
  readonly longest: number;
  /** Where most of them stand, for the still: it cannot be opened. */
  readonly most: readonly Pick<GroupRow, 'telling' | 'count'>[];
}

/** A row of positions, as goroutine-dump has it, and what the filter left. */
export type Positions = Pick<Overview, 'groups' | 'rowCount' | 'matching' | 'problem'>;

/** What the picture asks of a desk, wherever it runs. */
export interface DeskPort {
  readonly seed: number;
  readonly sheets: readonly Sheet[];
  /** Positions of a dump, the most first, `limit` at the most. */
  positions(place: number, filter: string, limit: number): Promise<Positions>;
  /** A dump as it comes to an engineer: the file. */
  file(place: number): Promise<string>;
  /** The same with the lines that a log had put into one. */
  text(place: number): Promise<string>;
  /** An answer beside the rules. Nothing before it says what a dump is. */
  judge(place: number, answer: Answer): Promise<Judged>;
  close(): void;
}

/** The four dumps of a seed, read. */
export class Desk {
  readonly sheets: readonly Sheet[];
  private readonly cases: readonly Case[];
  private readonly read: readonly Reading[];

  constructor(seed: number) {
    this.cases = casesOf(seed);
    this.read = this.cases.map(({ text }) => read(new TextEncoder().encode(text)));
    this.sheets = this.cases.map(({ place, process, name, text }) => {
      const groups = group(this.dump(place));
      return {
        place,
        process,
        name,
        bytes: text.length,
        goroutines: this.dump(place).size,
        longest: groups.reduce((longest, { minutes }) => Math.max(longest, minutes), 0),
        most: groups
          .slice(0, MOST)
          .map(({ stack, count }) => ({ telling: stackFacts(stack).telling, count })),
      };
    });
  }

  positions(place: number, filter: string, limit: number): Positions {
    const query = { dump: 0, view: 'groups', by: 'stack', base: 0, sameFile: false } as const;
    const { groups, rowCount, matching, problem } = overview(this.reading(place), null, {
      ...query,
      filter,
      limit,
    });
    return { groups, rowCount, matching, problem };
  }

  file(place: number): string {
    const found = this.cases[place];
    if (!found) throw new RangeError(`no dump ${place}`);
    return found.text;
  }

  text(place: number): string {
    return this.file(place).replace(/\\([nt"\\])/g, (_, escaped: string) => ESCAPED[escaped] ?? '');
  }

  judge(place: number, answer: Answer): Judged {
    const dump = this.dump(place);
    return judge(dump, diagnose(dump, [], { cut: isCut(this.reading(place), dump) }), answer);
  }

  private reading(place: number): Reading {
    const found = this.read[place];
    if (!found) throw new RangeError(`no dump ${place}`);
    return found;
  }

  private dump(place: number): Dump {
    const [dump] = this.reading(place).dumps;
    if (!dump) throw new Error(`nothing could be read of dump ${place}`);
    return dump;
  }
}

/** Positions that the still shows of each dump. */
const MOST = 5;

/** What logrus escapes in a record (model/dump/log.ts, quote). */
const ESCAPED: Readonly<Record<string, string>> = { n: '\n', t: '\t', '"': '"', '\\': '\\' };
