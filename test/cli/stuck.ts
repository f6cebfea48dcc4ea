import { spawn } from 'node:child_process';
import { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { run } from '../../src/cli/run.ts';
import { Terminal } from '../../src/cli/terminal.ts';

/** The repository. */
const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const MAIN = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));

/** Evidence, as paths from the folder that commands are run in. */
export const EVIDENCE = {
  shim: 'content/evidence/containerd-1.4.11/pod-deadlock/shim.usr1.log',
  containerd: 'content/evidence/containerd-1.4.11/pod-deadlock/containerd.usr1.log.gz',
  idle: 'content/evidence/containerd-1.4.11/idle/shim.usr1.log',
  alike: 'content/evidence/containerd-1.4.11/exec-300-mutex/shim.unescaped.txt.gz',
  pair: 'content/evidence/ttrpc-pair/size-w169/server.goroutine.debug2.txt',
  busy: 'content/evidence/families/ttrpc-125-client-busy.txt.gz',
  post: 'content/evidence/post/shim-ttrpc-lines.txt',
  heap: 'content/evidence/containerd-1.4.11/leak/containerd/011.heap.pb.gz',
  firstHeap: 'content/evidence/containerd-1.4.11/leak/containerd/001.heap.pb.gz',
  goroutines: 'content/evidence/containerd-1.4.11/pod-deadlock/containerd.goroutine.pb.gz',
} as const;

/** What a run of the program left. */
export interface Run {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface Around {
  readonly input?: Uint8Array | string;
  readonly env?: Readonly<Record<string, string>>;
  readonly folder?: string;
  /** Closes the reading end after so many bytes, as `| head` does. */
  readonly readOnly?: number;
}

/** Runs the real program in a process of its own. */
export function stuck(args: readonly string[], around: Around = {}): Promise<Run> {
  const { env: outside } = process;
  const env = { PATH: outside.PATH ?? '', ...around.env };
  const child = spawn(process.execPath, [MAIN, ...args], { cwd: around.folder ?? ROOT, env });
  let [out, err] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
    if (around.readOnly !== undefined && out.length >= around.readOnly) child.stdout.destroy();
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  // The program may end before it has read all its input.
  child.stdin.on('error', () => undefined);
  child.stdin.end(around.input ?? '');
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out, err }));
  });
}

/** Runs the program within this process, as on a terminal of so many cells: for what does not take a process. */
export async function stuckInside(
  args: readonly string[],
  around: Around & { readonly columns?: number } = {},
): Promise<Run> {
  const [stdout, stderr] = [new Kept(around.columns), new Kept()];
  const { input = '', env = {}, folder = ROOT } = around;
  const stdin = Readable.from([Buffer.from(input)]);
  const code = await run(args, new Terminal({ stdin, stdout, stderr, env, folder }));
  return { code, out: stdout.text, err: stderr.text };
}

/** An output that keeps what is written. */
class Kept extends Writable {
  text = '';
  readonly isTTY: boolean;
  readonly columns: number;

  constructor(columns?: number) {
    super({ decodeStrings: false });
    this.isTTY = columns !== undefined;
    this.columns = columns ?? 0;
  }

  override _write(chunk: string, _: string, done: () => void): void {
    this.text += chunk;
    done();
  }
}

/** Runs the program with --json and reads what it wrote. */
export async function stuckJson<T>(
  args: readonly string[],
  around: Around = {},
): Promise<Run & { readonly value: T }> {
  const run = await stuck([...args, '--json'], around);
  return { ...run, value: JSON.parse(run.out || 'null') as T };
}

/** 320 MiB of zeros in 320 KiB: five members of gzip one after another, which are one file. */
export function gzipBomb(): Uint8Array {
  const member = gzipSync(new Uint8Array(64 * 1024 * 1024), { level: 9 });
  return Buffer.concat(Array.from({ length: 5 }, () => member));
}
