import { type CustomCommand, defineCommand } from 'just-bash/browser';
import { SNDBUF } from '../../model/kernel/charge.ts';
import type { NodeFiles } from '../node-files.ts';
import { CALLS } from './background.ts';
import { dateOf } from './changes.ts';
import { timeCommands } from './clock-commands.ts';
import { nodeCommands } from './commands/all.ts';
import { IN_BACKGROUND } from './commands/caller.ts';
import { withWmem } from './commands/sysctl/settings.ts';
import { clientsOf } from './commands/system.ts';
import { drill } from './drill/command.ts';
import { type Heard, type Injected, inject, noteSteps } from './drill/inject.ts';
import { WMEM_FILE } from './files.ts';
import { Jobs, type Output, type RunApart } from './jobs.ts';
import { viewOf } from './node-view.ts';
import { procText } from './proc.ts';
import type { NodeState, NodeView } from './state.ts';
import { World } from './world.ts';

/** The two lines of a shim that hangs, in any count of its dump's lines. */
const LINES = ['server.go:404', 'server.go:459'];

/** A loop that only reckons lets messages in so often, ms. */
const REST = 50;

/** Whether a line asks for lines, and not for the whole log. */
function isCount(line: string): boolean {
  return /\b(?:grep|awk|uniq|sed)\b/.test(line);
}

/** The practice node as a shell's engine has it: what happens around each line. */
export class Practice {
  private readonly world: World;
  private readonly jobs: Jobs;
  private began = 0;
  /** The line has a loop, which asks whether it may go on. */
  private loops = false;
  private stopping = false;
  private rested = 0;
  /** What the file of the setting held after the last line. */
  private wmem: string;
  /** What was written to the terminal while a line ran, and stands there when it has ended. */
  private heard = '';

  constructor(state: NodeState, runApart: RunApart) {
    this.world = new World(state);
    this.jobs = new Jobs(this.world, runApart);
    this.wmem = String(SNDBUF);
  }

  get state(): NodeState {
    return this.world.state;
  }

  /** net.core.wmem_default as a file: what was written there is set, and what is set stands there. */
  async mirror(files: Pick<NodeFiles, 'readFile' | 'writeFileSync'>): Promise<void> {
    const text = await files.readFile(WMEM_FILE).catch(() => '');
    const written = text.trim();
    if (written !== this.wmem) {
      const next = withWmem(this.state, written);
      if (next) this.world.set(next);
    }
    this.wmem = String(this.state.wmem);
    if (written !== this.wmem) files.writeFileSync(WMEM_FILE, `${this.wmem}\n`);
  }

  /** What a clock on the node shows. */
  get now(): Date {
    return dateOf(this.state.time);
  }

  /** A file of /proc as it would be read now; null for any other path. */
  live(path: string): string | null {
    return path.startsWith('/proc/')
      ? procText(path, this.state, () => clientsOf(this.jobs))
      : null;
  }

  commands(): CustomCommand[] {
    return [
      ...nodeCommands(this.world, this.jobs),
      ...this.jobs.commands(),
      ...timeCommands(this.world),
      drill(this.world),
      defineCommand(CALLS.on, async (_, { env }) => {
        await this.rest();
        if (env.has(IN_BACKGROUND)) return { stdout: '', stderr: '', exitCode: 0 };
        this.loops = true;
        return { stdout: '', stderr: '', exitCode: this.stopping ? 1 : 0 };
      }),
    ];
  }

  /** Now and then the page's messages are let in, of which one may be Ctrl-C. */
  private async rest(): Promise<void> {
    if (Date.now() - this.rested <= REST) return;
    await new Promise((resolve) => setTimeout(resolve, 0));
    this.rested = Date.now();
  }

  /** Ctrl-C was pressed and the line has ended by itself since. */
  get stopped(): boolean {
    return this.stopping;
  }

  /** Ctrl-C. False where no loop can hear it: then the line has to be ended from without. */
  stop(): boolean {
    if (!this.loops) return false;
    this.stopping = true;
    this.world.interrupt();
    return true;
  }

  /** A line begins. */
  begin(): void {
    this.began = Date.now();
    this.loops = false;
    this.stopping = false;
    this.jobs.startLine();
    this.world.tick();
  }

  /**
   * A line has ended: the background goes on as far as it can. Gives what it said. A line that was stopped has waited by
   * the clock on the wall, and so much of the node's time has passed.
   */
  async end(
    line: string,
    stdout: string,
    stopped: boolean,
  ): Promise<Pick<Output, 'stdout' | 'stderr'>> {
    if (stopped) await this.world.later((Date.now() - this.began) / 1000);
    await this.world.settle();
    const shown = LINES.every((place) => stdout.includes(place));
    if (shown && this.state.reached.includes('shim') && isCount(line)) this.world.reach('lines');
    noteSteps(this.world, Date.now());
    return this.jobs.take();
  }

  later(seconds: number): Promise<void> {
    return this.world.later(seconds);
  }

  /** A drill begins, or an event of it happens; `running`: while a line does. */
  inject(what: Injected, running: boolean): Heard {
    const heard = inject(this.world, what, Date.now());
    if (!running || heard === null) return heard;
    this.heard += heard;
    return '';
  }

  /** What was written to the terminal while the line ran, once. */
  hear(): string {
    const { heard } = this;
    this.heard = '';
    return heard;
  }

  view(): NodeView {
    return viewOf(this.state, this.jobs.running.length);
  }
}
