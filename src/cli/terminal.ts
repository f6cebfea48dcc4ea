/** Where a command writes, and what it may use there. */

/** Ways in which a part of a line stands out. */
export type Look = 'strong' | 'dim' | 'warn' | 'good' | 'number';

/** SGR codes (ECMA-48, 8.3.117), each with the one that ends it. */
const CODES: Readonly<Record<Look, readonly [number, number]>> = {
  strong: [1, 22],
  dim: [2, 22],
  warn: [31, 39],
  good: [32, 39],
  number: [36, 39],
};

/** A stream to write to, which may be a terminal. */
export interface Output {
  readonly isTTY?: boolean;
  /** Cells of a line, of a terminal. */
  readonly columns?: number;
  write(text: string): boolean;
  on(event: 'error', listener: (error: NodeJS.ErrnoException) => void): unknown;
  on(event: 'drain' | 'close', listener: () => void): unknown;
}

/** The streams and surroundings of a process, as much as commands need of them. */
export interface Surroundings {
  readonly stdin: AsyncIterable<Uint8Array>;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly folder: string;
}

export class Terminal {
  readonly #around: Surroundings;
  readonly #coloured: boolean;
  /** Writes that wait for a slow reader. */
  #waiting: (() => void)[] = [];
  /** The reader has gone (`| head`), or the disk is full: nothing more can be written. */
  closed = false;
  /** What went wrong with the output; null while nothing did, or when the reader has only gone. */
  problem: string | null = null;

  constructor(around: Surroundings) {
    this.#around = around;
    // no-color.org: any value but an empty one.
    this.#coloured =
      around.stdout.isTTY === true && !around.env.NO_COLOR && around.env.TERM !== 'dumb';
    around.stdout.on('error', (error: NodeJS.ErrnoException) => {
      this.closed = true;
      if (error.code !== 'EPIPE') this.problem = error.message;
    });
    around.stderr.on('error', () => undefined);
    // Listened to once for all: an output of a million pieces waits thousands of times.
    around.stdout.on('error', () => this.#goOn());
    around.stdout.on('drain', () => this.#goOn());
    around.stdout.on('close', () => this.#goOn());
  }

  #goOn(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resume of waiting) resume();
  }

  get stdin(): AsyncIterable<Uint8Array> {
    return this.#around.stdin;
  }

  /** Cells of a line; null where the output is no terminal and lines may be as long as they are. */
  get width(): number | null {
    return this.#around.stdout.isTTY ? Math.max(40, this.#around.stdout.columns || 80) : null;
  }

  /**
   * The folder that paths are meant from. `npm run` goes to the package's folder first, and tells in INIT_CWD where it
   * was called.
   */
  get folder(): string {
    const { env, folder } = this.#around;
    return env.npm_lifecycle_event === 'stuck' && env.INIT_CWD ? env.INIT_CWD : folder;
  }

  /** Writes to the output, and waits while its reader is slow. */
  async write(text: string): Promise<void> {
    const { stdout } = this.#around;
    if (this.closed || text === '' || stdout.write(text)) return;
    await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  /** Writes lines. */
  async lines(lines: readonly string[]): Promise<void> {
    if (lines.length > 0) await this.write(`${lines.join('\n')}\n`);
  }

  /** Says something beside the output. */
  remark(text: string): void {
    this.#around.stderr.write(`${text}\n`);
  }

  /** Shows on one line of the terminal beside the output how far it is; '' takes that away. */
  progress(text: string): void {
    const { stderr } = this.#around;
    if (stderr.isTTY) stderr.write(`\r\u001b[K${text}`);
  }

  /** The text as it stands out, where the output can show that. */
  paint(look: Look, text: string): string {
    if (!this.#coloured || text === '') return text;
    const [on, off] = CODES[look];
    return `\u001b[${on}m${text}\u001b[${off}m`;
  }
}
