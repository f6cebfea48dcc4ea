import { diagnose, diagnoseTable, isCut } from '../../evidence/diagnose/diagnose.ts';
import { createReader } from '../../evidence/goroutine/read.ts';
import type { Reading as Read } from '../../evidence/goroutine/types.ts';
import { top } from '../../evidence/pprof/top.ts';
import { format } from '../../evidence/pprof/unit.ts';
import { piecesOf } from '../files/pieces.ts';
import { readingFrom as dumpReadingFrom } from '../goroutine-dump/reading.ts';
import { findIn } from '../profile/finding.ts';
import { type Found, readingFrom as profileReadingFrom } from '../profile/reading.ts';
import type { DumpPlace, PlacedFinding, Sheet } from './sheet.ts';

type DumpReading = ReturnType<typeof dumpReadingFrom>;
type ProfileReading = ReturnType<typeof profileReadingFrom>;

/** What is kept of a file: never its bytes. */
type Held =
  | { readonly is: 'goroutines'; readonly read: Read; readonly reading: DumpReading }
  | { readonly is: 'profile'; readonly reading: ProfileReading }
  | { readonly is: 'other' };

/** Files side by side, wherever this runs: in a worker in the page, on the build machine for the still. */
export class Bench {
  readonly #held = new Map<number, Held>();
  #next = 1;

  /**
   * Reads a file in pieces and tells by its content what it is. Goroutines are looked for first; what has none is
   * tried as a profile, and what is neither is named. `progress` is told the part that was read, 0 to 1.
   */
  async add(name: string, file: Blob, progress: (done: number) => void): Promise<Sheet> {
    const id = this.#next++;
    const base = { id, name, bytes: file.size };
    const read = await readDump(file, progress);
    if (read && (read.dumps.some(({ headers }) => headers > 0) || read.tables.length > 0)) {
      this.#held.set(id, { is: 'goroutines', read, reading: dumpReadingFrom(read) });
      return {
        ...base,
        is: 'goroutines',
        dumps: read.dumps.map(({ form, size, headers }) => ({ form, size, headers })),
        rows: read.tables.reduce((sum, { rows }) => sum + rows.length, 0),
        leftovers: read.leftovers.length + read.moreLeftovers,
      };
    }
    const finding = await findIn(new Uint8Array(await file.arrayBuffer()), null);
    if (!finding.ok) {
      this.#held.set(id, { is: 'other' });
      const { kind } = finding.refusal;
      return { ...base, is: 'other', kind: kind === 'other types' ? 'not-a-profile' : kind };
    }
    this.#held.set(id, { is: 'profile', reading: profileReadingFrom(finding.found) });
    return { ...base, is: 'profile', ...profileFacts(finding.found) };
  }

  remove(id: number): void {
    this.#held.delete(id);
  }

  dump(id: number): DumpReading {
    const held = this.#held.get(id);
    if (held?.is !== 'goroutines') throw new Error(`file ${id} holds no goroutines`);
    return held.reading;
  }

  profile(id: number): ProfileReading {
    const held = this.#held.get(id);
    if (held?.is !== 'profile') throw new Error(`file ${id} is no profile`);
    return held.reading;
  }

  /**
   * What the rules say of every dump, each beside all others: the worst first. A circle that is seen from both ends
   * is one finding.
   */
  findings(): readonly PlacedFinding[] {
    const all = [...this.#held].flatMap(([sheet, held]) =>
      held.is === 'goroutines'
        ? held.read.dumps.map((dump, index) => ({
            sheet,
            index,
            dump,
            cut: isCut(held.read, dump),
          }))
        : [],
    );
    const placed = all.flatMap((one) => {
      const others = all.filter((other) => other !== one);
      const dumps: DumpPlace[] = [one, ...others].map(({ sheet, index }) => ({
        sheet,
        dump: index,
      }));
      const found = diagnose(
        one.dump,
        others.map(({ dump, cut }) => ({ dump, cut })),
        { cut: one.cut },
      );
      return found.map((finding) => ({ finding, dumps }));
    });
    const tables = [...this.#held].flatMap(([sheet, held]) =>
      held.is === 'goroutines'
        ? held.read.tables.flatMap((table) =>
            diagnoseTable(table).map((finding) => ({ finding, dumps: [{ sheet, dump: 0 }] })),
          )
        : [],
    );
    return [...once(placed), ...tables].sort((a, b) => rank(a) - rank(b));
  }
}

const SEVERITIES = ['hang', 'warning', 'note', 'well'] as const;
const CONFIDENCES = ['certain', 'likely', 'possible'] as const;

function rank({ finding }: PlacedFinding): number {
  return SEVERITIES.indexOf(finding.severity) * 10 + CONFIDENCES.indexOf(finding.confidence);
}

/** One finding for the same goroutines under the same rule, from whichever end it was seen first. */
function once(placed: readonly PlacedFinding[]): PlacedFinding[] {
  const seen = new Set<string>();
  return placed.filter(({ finding, dumps }) => {
    if (finding.rule !== 'ttrpc-both') return true;
    const places = finding.proof.map(({ dump, goroutine, line }) => {
      const place = dumps[dump];
      return `${place?.sheet}.${place?.dump}.${goroutine ?? `@${line}`}`;
    });
    const key = places.sort().join(' ');
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** Goroutines in a file, or null where it is binary: then it is a profile or nothing that this kit knows. */
async function readDump(file: Blob, progress: (done: number) => void): Promise<Read | null> {
  const reader = createReader();
  let first = true;
  try {
    for await (const piece of piecesOf(file, progress)) {
      if (first && isBinary(piece)) return null;
      first = false;
      reader.push(piece);
    }
  } catch {
    // Gzip that breaks off: what came out of it counts.
    if (first) return null;
  }
  return reader.end();
}

/** A text has no control characters but tabs, line ends and the escape of ANSI colours. */
function isBinary(chunk: Uint8Array): boolean {
  return chunk
    .subarray(0, 256)
    .some(
      (byte) => byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d && byte !== 0x1b,
    );
}

function profileFacts({ profile }: Found) {
  return {
    types: profile.sampleTypes.map(({ type, unit }, index) => ({
      type,
      total: format(top(profile, index).total, unit),
    })),
    samples: profile.samples.size,
  };
}
