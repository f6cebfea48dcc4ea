import type { Shell } from '../../shell/client.ts';
import { complete } from '../../shell/completion.ts';
import { EMPTY, lineOf } from '../../shell/line.ts';
import {
  abandon,
  beginSession,
  clear,
  type Entry,
  edit,
  hear,
  put,
  recall,
  type Session,
  settle,
  submit,
  type,
} from '../../shell/session.ts';
import type { Action } from './keys.ts';

export type Standing = 'closed' | 'opening' | 'open' | 'failed';

export interface DeskOptions {
  /** Where the shell stands after the entries. */
  readonly cwd: string;
  /** What already stands on the page; a shell that opens runs these lines again, unseen, to be where they end. */
  readonly entries: readonly Entry[];
  /** Lines to go back to, where they are more than those that stand on the page. */
  readonly history?: readonly string[];
  readonly open: () => Promise<Shell>;
  /** Something to draw changed. */
  readonly changed: () => void;
  /** A line ended, or all of them went away. */
  readonly ran: (session: Session, entry: Entry | null) => void;
}

/** The one who sits at the terminal: takes keys in, hands lines to the shell, and keeps the session. No DOM. */
export class Desk {
  session: Session;
  standing: Standing = 'closed';
  problem = '';
  /** Words of the last completion that left a choice. */
  choices: readonly string[] = [];
  /** Lines that ran to their end, from the start: what a link to this session carries. */
  lines: readonly string[];
  private readonly options: DeskOptions;
  private shell: Promise<Shell> | null = null;
  private queue: Action[] = [];
  private busy = false;
  private closed = false;

  constructor(options: DeskOptions) {
    this.options = options;
    const session = beginSession(options.cwd, options.entries);
    this.session = { ...session, history: options.history ?? session.history };
    this.lines = options.entries.map(({ line }) => line);
  }

  /** Starts the shell, once. */
  async open(): Promise<void> {
    this.shell ??= this.start();
    await this.shell.catch(() => undefined);
  }

  private async start(): Promise<Shell> {
    this.standing = 'opening';
    this.options.changed();
    try {
      const shell = await this.options.open();
      let { cwd } = this.session;
      for (const { line } of this.session.entries) {
        const ran = await shell.run(line);
        if (ran.kind === 'finished') cwd = ran.cwd;
      }
      if (this.closed) shell.close();
      this.session = { ...this.session, cwd };
      this.standing = 'open';
      this.problem = '';
      return shell;
    } catch (error) {
      this.standing = 'failed';
      this.problem = error instanceof Error ? error.message : String(error);
      this.shell = null;
      throw error;
    } finally {
      this.options.changed();
    }
  }

  /** Takes keys in their order. Ctrl-C jumps the queue: it is meant for what runs now. */
  act(actions: readonly Action[]): void {
    const interrupt = actions.findLastIndex((action) => action.do === 'interrupt');
    if (interrupt >= 0 && this.session.running !== null) {
      this.queue = actions.slice(interrupt + 1);
      void this.shell?.then((shell) => shell.stop());
      return;
    }
    this.queue.push(...actions);
    void this.work();
  }

  /** Replaces what is typed by a line. */
  offer(line: string): void {
    this.queue = [];
    if (this.session.running !== null) return;
    this.move({ ...put(this.session, lineOf(line)), parts: [] });
  }

  /** Runs lines one after another, in the place of what was typed. */
  runAll(lines: readonly string[]): void {
    void this.open();
    this.act([
      { do: 'edit', edit: 'end-of-line' },
      { do: 'edit', edit: 'unix-line-discard' },
      ...lines.flatMap((text) => [{ do: 'type', text }, { do: 'submit' }] as const),
    ]);
  }

  /** Something wrote to the terminal from elsewhere. */
  hear(text: string): void {
    if (text !== '') this.move(hear(this.session, text), this.choices);
  }

  /** What stands in a plain input field. */
  typed(text: string, cursor: number): void {
    this.move(put(this.session, { text, cursor }));
  }

  close(): void {
    this.closed = true;
    this.queue = [];
    void this.shell?.then((shell) => shell.close()).catch(() => undefined);
  }

  private async work(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    try {
      for (let action = this.queue.shift(); action && !this.closed; action = this.queue.shift()) {
        await this.one(action);
      }
    } finally {
      this.busy = false;
    }
  }

  private async one(action: Action): Promise<void> {
    switch (action.do) {
      case 'type':
        return this.move(type(this.session, action.text));
      case 'edit':
        return this.move(edit(this.session, action.edit));
      case 'older':
        return this.move(recall(this.session, -1));
      case 'newer':
        return this.move(recall(this.session, 1));
      case 'clear':
        this.move(clear(this.session));
        return this.options.ran(this.session, null);
      case 'interrupt':
        this.move(abandon(this.session));
        return this.options.ran(this.session, null);
      case 'complete':
        return this.complete();
      case 'submit':
        return this.run();
    }
  }

  private async run(): Promise<void> {
    const typed = this.session;
    this.move(submit(typed));
    const { running, cwd } = this.session;
    if (running === null) return;
    try {
      this.shell ??= this.start();
      const shell = await this.shell;
      if (running.trim() === '') {
        const ran = { kind: 'finished', stdout: '', stderr: '', code: 0, cwd } as const;
        return this.move(settle(this.session, ran));
      }
      const ran = await shell.run(running);
      this.move(settle(this.session, ran));
      const entry = this.session.entries.at(-1) ?? null;
      if (ran.kind === 'finished') this.lines = [...this.lines, running];
      if (ran.kind !== 'unfinished') this.options.ran(this.session, entry);
    } catch (error) {
      this.standing = 'failed';
      this.problem = error instanceof Error ? error.message : String(error);
      this.shell = null;
      this.queue = [];
      this.move({ ...typed, line: typed.line.text === '' ? EMPTY : typed.line });
    }
  }

  private async complete(): Promise<void> {
    const { line } = this.session;
    try {
      this.shell ??= this.start();
      const shell = await this.shell;
      const { start, words } = await shell.complete(line.text, line.cursor);
      const { text, cursor, choices } = complete(line.text, line.cursor, start, words);
      this.move(put(this.session, { text, cursor }), choices);
    } catch {
      // What went wrong while the shell opened is said by `problem`.
    }
  }

  private move(session: Session, choices: readonly string[] = []): void {
    if (this.closed) return;
    this.session = session;
    this.choices = choices;
    this.options.changed();
  }
}
