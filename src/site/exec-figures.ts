/** Numbers of chapter 5, of the flow of one exec and of the frames that fit: `<Measured id="exec.calls" />`. */
import { readFileSync } from 'node:fs';
import { capacity } from '../model/kernel/charge.ts';
import { rpcSizes } from '../model/ttrpc/rpc-sizes.ts';
import { CAPTURED, capturedCalls } from '../widgets/exec-flow/captured.ts';
import {
  aliveAt,
  allCalls,
  type Exec,
  type Kind,
  SPDY_BYTES,
  type StepName,
  sum,
} from '../widgets/exec-flow/flow.ts';

/** `kubectl exec -i`, as the post's script has it. */
const EXEC: Exec = { stdin: true, tty: false, execs: 1 };
const SPDY: readonly Kind[] = ['monitor', 'serve', 'worker', 'drain'];

export const execFigures = {
  /** MB that one connection's header compressor holds: after a header was written, and after one was read too. */
  'exec.written': () => megabytes(SPDY_BYTES.written),
  'exec.read': () => megabytes(SPDY_BYTES.read),
  /** Goroutines of one exec in containerd: of the SPDY library, stuck in task.Exec, while its command runs. */
  'exec.spdy': () => SPDY.reduce((all, kind) => all + (aliveAt(EXEC, 'streams').get(kind) ?? 0), 0),
  'exec.stuck': () => alive('exec'),
  'exec.running': () => alive('select'),
  /** Calls to the shim from beginning to end, at most; those of State among them; and those of a captured exec. */
  'exec.calls': () => allCalls(EXEC).length,
  'exec.states': () => allCalls(EXEC).filter((call) => call === 'State').length,
  'exec.captured': () => capturedCalls(readFileSync(`content/evidence/${CAPTURED}`, 'utf8')).length,
  /** Frames of Exec that fit into a socket, one way and the other. */
  'exec.requests': () => capacity(rpcSizes.Exec.request),
  'exec.answers': () => capacity(rpcSizes.Exec.response),
} as const satisfies Readonly<Record<string, () => number>>;

function alive(step: StepName): number {
  return sum(aliveAt(EXEC, step));
}

/** Millions of bytes, to two places. */
function megabytes(bytes: number): number {
  return Math.round(bytes / 10_000) / 100;
}
