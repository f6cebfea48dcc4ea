import { evidenceFromDisk } from '../../../src/site/evidence.ts';
import { queryOf } from '../../../src/widgets/goroutine-dump/data.ts';
import type { Overview } from '../../../src/widgets/goroutine-dump/overview.ts';
import { readingOf } from '../../../src/widgets/goroutine-dump/reading.ts';
import { codec, type DumpState } from '../../../src/widgets/goroutine-dump/state.ts';

export const POD = 'containerd-1.4.11/pod-deadlock/shim.usr1.log';
export const POD_TEXT = 'containerd-1.4.11/pod-deadlock/shim.unescaped.txt';
export const IDLE = 'containerd-1.4.11/idle/shim.usr1.log';
export const ALIKE = 'containerd-1.4.11/exec-300-mutex/shim.unescaped.txt.gz';
export const PAIR = 'ttrpc-pair/size-w169/server.usr1.log';

/** All rows of a state, whatever its list would show at first. */
export function queryFor(change: Partial<DumpState>) {
  return queryOf({ ...codec.initial, ...change }, Number.MAX_SAFE_INTEGER);
}

export async function readingOfCapture(path: string) {
  return readingOf(await evidenceFromDisk(path));
}

export async function captureAsFile(path: string): Promise<Blob> {
  return new Blob([await evidenceFromDisk(path)]);
}

/** The answer to a state over a captured file. */
export async function answerTo(path: string, change: Partial<DumpState>): Promise<Overview> {
  return (await readingOfCapture(path)).ask(queryFor(change));
}

/** A goroutine as the runtime prints it: `at` is the line it stands on in main.go. */
export function goroutine(id: number, state: string, at: number, createdAt = 3): string {
  return (
    `goroutine ${id} [${state}]:\nmain.work(0x1)\n\t/src/main.go:${at} +0x1d\n` +
    `created by main.main\n\t/src/main.go:${createdAt} +0x2c\n\n`
  );
}
