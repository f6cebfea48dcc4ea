import type { Finding, ProofLine } from '../../evidence/diagnose/types.ts';
import type { Dump, Stack } from '../../evidence/goroutine/types.ts';
import type { Misconception } from '../misconception.ts';
import { type Answer, MOST_POINTS } from './answer.ts';
import { crowdOf, decidingOf, tellingOf, type Verdict, verdictOf } from './verdict.ts';

/** A place that the proof names, and whether the reader pointed at a goroutine there. */
export interface JudgedLine {
  /** The first goroutine of the proof that stands there; `alike` is of all of them. */
  readonly line: ProofLine;
  /** It shows why; else it is of the crowd that waits behind. */
  readonly telling: boolean;
  readonly pointed: boolean;
}

/** A goroutine that was pointed at and proves nothing. */
export interface Astray {
  readonly goroutine: number;
  /** Its stack; null where the dump does not have the goroutine. */
  readonly stack: Stack | null;
  /** It waits in a call that is made to last: as old as its process, and no sign of a hang. */
  readonly lasting: boolean;
}

/** An answer beside what the rules say of the same text. */
export interface Judged {
  /** What the rules say. */
  readonly verdict: Verdict;
  readonly right: boolean;
  /** The finding that decides, and all of them. */
  readonly deciding: Finding;
  readonly findings: readonly Finding[];
  readonly lines: readonly JudgedLine[];
  /** Goroutines pointed at that are in no line of proof. */
  readonly astray: readonly Astray[];
  /** What the answer may show of the reader's beliefs. */
  readonly beliefs: readonly Misconception[];
}

/** Sets an answer beside the rules' findings on its dump. Throws where the rules say nothing. */
export function judge(dump: Dump, findings: readonly Finding[], answer: Answer): Judged {
  const deciding = decidingOf(findings);
  const verdict = verdictOf(findings);
  if (!deciding || !verdict) throw new Error('the rules say nothing of this dump');
  const pointed = stacksOf(dump, answer.points);
  const at = (lines: readonly ProofLine[], telling: boolean) =>
    placesOf(lines).map((line) => {
      const hit = [...pointed.values()].some((stack) => standsAt(stack, line));
      return { line, telling, pointed: hit };
    });
  const lines = [...at(tellingOf(deciding), true), ...at(crowdOf(deciding), false)];
  const proved = (id: number): boolean => {
    const stack = pointed.get(id);
    return stack !== undefined && lines.some(({ line }) => standsAt(stack, line));
  };
  const judged = {
    verdict,
    right: answer.verdict === verdict,
    deciding,
    findings,
    lines,
    astray: answer.points.filter((id) => !proved(id)).map((id) => astrayAt(id, pointed.get(id))),
  };
  return { ...judged, beliefs: beliefsOf(answer, judged) };
}

/** At how many of the places that show why the reader pointed, and at how many a reader could: there may be more than points. */
export function foundIn({ lines }: Pick<Judged, 'lines'>): { found: number; of: number } {
  const telling = lines.filter((one) => one.telling);
  const found = telling.filter((one) => one.pointed).length;
  return { found, of: Math.min(telling.length, MOST_POINTS) };
}

/** A task's `Wait`, in its caller and in its handler: containerd/containerd@v1.4.12 runtime/v2/task/shim.pb.go:3642. */
const LASTS = /\.\(\*(\w*[tT]askClient|service)\)\.Wait$/;

/** A goroutine that proves nothing, and whether it waits in a call that lasts. */
function astrayAt(goroutine: number, stack: Stack | undefined): Astray {
  if (!stack) return { goroutine, stack: null, lasting: false };
  return { goroutine, stack, lasting: stack.frames.some(({ func }) => LASTS.test(func)) };
}

/**
 * M2: where callers pile up is taken for where they are stuck. M10: the crowd is pointed at, and not what it waits behind; or
 * handlers that wait for a lock are taken for the hang of ttrpc. M12: a connection that does not move is taken for a mere pile of
 * callers, whom a deadline would give back.
 */
function beliefsOf(
  { verdict, points }: Answer,
  judged: Pick<Judged, 'verdict' | 'deciding' | 'lines'>,
): readonly Misconception[] {
  const { verdict: real, deciding, lines } = judged;
  const telling = lines.some((one) => one.telling && one.pointed);
  const crowd = lines.some((one) => !one.telling && one.pointed);
  const stuck = real === 'this-hang' || deciding.rule === 'peer-does-not-read';
  return [
    ...(real === 'other-leak' && verdict === 'this-hang' ? (['M2'] as const) : []),
    ...((points.length > 0 && crowd && !telling) ||
    (LOCKS.includes(deciding.rule) && verdict === 'this-hang')
      ? (['M10'] as const)
      : []),
    ...(stuck && verdict === 'other-leak' ? (['M12'] as const) : []),
  ];
}
const LOCKS: readonly Finding['rule'][] = ['shim-mutex-pileup', 'lock-pile-up'];

/** Lines of proof by the place they stand at: of several goroutines there the first, standing for all. */
function placesOf(lines: readonly ProofLine[]): readonly ProofLine[] {
  const found = new Map<string, ProofLine>();
  for (const line of lines) {
    const key = `${line.role} ${line.where.func} ${line.where.file}:${line.where.line}`;
    const known = found.get(key);
    const minutes = Math.max(line.minutes, known?.minutes ?? 0);
    found.set(key, known ? { ...known, minutes, alike: known.alike + line.alike } : line);
  }
  return [...found.values()];
}

/** Whether a goroutine stands at the place that a line of proof names. */
function standsAt({ frames }: Stack, { where }: ProofLine): boolean {
  return frames.some(
    ({ func, file, line }) => func === where.func && file === where.file && line === where.line,
  );
}

/** Stacks of the goroutines of those ids; ids that the dump does not have are left out. */
function stacksOf(dump: Dump, ids: readonly number[]): ReadonlyMap<number, Stack> {
  const found = new Map<number, Stack>();
  for (const { id, stack } of dump) if (ids.includes(id)) found.set(id, stack);
  return found;
}
