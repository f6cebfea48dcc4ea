import type { Entry, NodeState } from '../state.ts';
import { entriesBefore } from './before.ts';
import { kernelEntries } from './kernel.ts';

/** An entry as journald keeps it. */
export interface Kept {
  /** Seconds of the node's time. */
  readonly at: number;
  readonly unit: Entry['unit'];
  /** Units that it is found under: its own, and those that systemd speaks of. */
  readonly units: readonly string[];
  readonly pid: number;
  readonly text: string;
  /** The line was longer than LineMax, and goes on in the next entry. */
  readonly cut: boolean;
}

/** LineMax of journald.conf(5), bytes: a longer line that comes over a stream is cut into several entries. */
export const LINE_MAX = 48 * 1024;

/** The scope of the session in which somebody else uses sudo. */
const COLLEAGUE = 'session-7.scope';

const SERVICES = ['containerd', 'kubelet'] as const;

/** The node's whole journal, oldest first. */
export function journalOf(state: NodeState): readonly Kept[] {
  const from = state.journalFrom ?? Number.NEGATIVE_INFINITY;
  return [...kernelEntries(), ...entriesBefore(), ...state.journal]
    .filter(({ at }) => at >= from)
    .sort((a, b) => a.at - b.at)
    .flatMap(kept);
}

/** What journald makes of one line. What the node writes is ASCII, so that characters are bytes. */
function kept(entry: Entry): Kept[] {
  const units = unitsOf(entry);
  const pieces: Kept[] = [];
  let rest = entry.text;
  do {
    const streams = entry.unit === 'containerd' || entry.unit === 'kubelet';
    const cut = streams && rest.length > LINE_MAX;
    const text = cut ? rest.slice(0, LINE_MAX) : rest;
    rest = rest.slice(text.length);
    pieces.push({ at: entry.at, unit: entry.unit, units, pid: entry.pid, text, cut });
  } while (rest !== '');
  return pieces;
}

function unitsOf({ unit, text }: Entry): readonly string[] {
  if (unit === 'kernel') return [];
  if (unit === 'sudo') return [COLLEAGUE];
  if (unit !== 'systemd') return [`${unit}.service`];
  const named = /^(\S+\.service): /.exec(text)?.[1];
  if (named !== undefined) return [named];
  return SERVICES.filter((name) => new RegExp(`\\b${name}\\b`).test(text)).map(
    (name) => `${name}.service`,
  );
}
