import { type CommandContext, type CustomCommand, defineCommand } from 'just-bash/browser';
import { bytesOut, refusal } from '../commands/input.ts';
import { CALLS, quoted } from './background.ts';
import { callerOf, IN_BACKGROUND, INTERRUPTED } from './commands/caller.ts';
import { Left, type World } from './world.ts';

/** A line of the background. */
export interface Job {
  /** As `jobs` counts them, from 1. */
  readonly number: number;
  readonly pid: number;
  readonly text: string;
  /** Seconds of the node's time. */
  readonly since: number;
  /** Announced at its end: it was begun at the prompt, not by a script, and not brought to the foreground. */
  announced: boolean;
  /** Variables of the shell that it was begun in. */
  readonly env: Readonly<Record<string, string>>;
  readonly abort: AbortController;
  ended: Output | null;
}

export interface Output {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
}

/** Runs a text in a shell of its own, with these variables. */
export type RunApart = (
  text: string,
  around: { readonly cwd: string; readonly env: Readonly<Record<string, string>> },
  signal: AbortSignal,
) => Promise<Output>;

/** So many processes at once, as a limit of the system's: what asks for more is told so (fork(2), EAGAIN). */
const MOST = 1200;
const KILLED = 128;
const SIGNALS: Readonly<Record<string, number>> = { HUP: 1, INT: 2, KILL: 9, TERM: 15 };

/** The background of a shell: what runs beside the line, and how it is asked for. */
export class Jobs {
  private readonly world: World;
  private readonly runApart: RunApart;
  private jobs: Job[] = [];
  private told: Job[] = [];
  /** Jobs that were begun since the line was. */
  private begun = 0;

  constructor(world: World, runApart: RunApart) {
    this.world = world;
    this.runApart = runApart;
    world.inBackground = () => this.jobs.length;
  }

  /** Those that go on, oldest first. */
  get running(): readonly Job[] {
    return this.jobs;
  }

  /** Those that were begun at the prompt. */
  private get own(): readonly Job[] {
    return this.jobs.filter(({ announced }) => announced);
  }

  /** A line begins. */
  startLine(): void {
    this.begun = 0;
  }

  begin(text: string, announced: boolean, { cwd, env }: Parameters<RunApart>[1]): Job {
    const { world } = this;
    this.begun++;
    const pid = world.state.nextPid;
    world.set({ ...world.state, nextPid: pid + 1 });
    // Those of a script are the script's: the prompt does not count them.
    const number = announced ? Math.max(0, ...this.own.map((job) => job.number)) + 1 : 0;
    const abort = new AbortController();
    const job: Job = { number, pid, text, since: world.time, announced, env, abort, ended: null };
    this.jobs.push(job);
    const end = (ended: Output) => {
      job.ended ??= ended;
      this.jobs = this.jobs.filter((one) => one !== job);
      this.told.push(job);
      // Somebody may wait for it.
      world.set(world.state);
    };
    void this.runApart(text, { cwd, env }, abort.signal).then(end, (error: unknown) =>
      end({ stdout: '', stderr: `bash: ${String(error)}\n`, exitCode: 1 }),
    );
    return job;
  }

  /** What those said that ended since the last call, as it would stand before the next prompt; of these, or of all. */
  take(of: (job: Job) => boolean = () => true): Pick<Output, 'stdout' | 'stderr'> {
    const told = this.told.filter(of);
    this.told = this.told.filter((job) => !of(job));
    const stdout = told.map(({ ended }) => ended?.stdout ?? '').join('');
    const stderr = told
      .map((job) => (job.ended?.stderr ?? '') + (job.announced ? endOf(job) : ''))
      .join('');
    return { stdout, stderr };
  }

  find(spec: string): Job | undefined {
    const { own } = this;
    const newest = own.at(-1);
    if (spec === '%%' || spec === '%+' || spec === '%') return newest;
    if (spec === '%-') return own.at(-2) ?? newest;
    if (/^%\d+$/.test(spec)) return own.find(({ number }) => number === Number(spec.slice(1)));
    if (spec.startsWith('%')) return own.find(({ text }) => text.startsWith(spec.slice(1)));
    return this.jobs.find(({ pid }) => pid === Number(spec));
  }

  /** Ends a job by a signal; false when there is none. What containerd does for it goes on. */
  kill(spec: string, signal: string): boolean {
    const job = this.find(spec);
    if (!job) return false;
    const exitCode = KILLED + (SIGNALS[signal.replace(/^SIG/, '')] ?? 15);
    job.ended = { stdout: '', stderr: '', exitCode };
    job.abort.abort();
    return true;
  }

  /** Commands of the shell's own that know of jobs, and those that a changed script calls (background.ts). */
  commands(): CustomCommand[] {
    return [
      defineCommand(CALLS.job, async ([atPrompt, text = ''], ctx) => {
        if (this.jobs.length >= MOST || this.begun >= MOST) {
          return refusal('bash: fork: Resource temporarily unavailable', 254);
        }
        const job = this.begin(text, atPrompt === '1', {
          cwd: ctx.cwd,
          env: Object.fromEntries(ctx.env),
        });
        ctx.assignShellVariable?.(CALLS.last, String(job.pid));
        return {
          stdout: '',
          stderr: job.announced ? `[${job.number}] ${job.pid}\n` : '',
          exitCode: 0,
        };
      }),
      defineCommand(CALLS.wait, async ([atPrompt, ...specs], ctx) =>
        this.wait(specs, atPrompt === '1', ctx),
      ),
      defineCommand(CALLS.script, async (words, ctx) => this.script(words, ctx)),
      defineCommand('jobs', async ([option]) => {
        if (option === '-p') return bytesOut(this.own.map(({ pid }) => `${pid}\n`).join(''));
        if (option !== undefined && option !== '-l') {
          return refusal(`bash: jobs: ${option}: invalid option\njobs: usage: jobs [-lp]`, 2);
        }
        return bytesOut(this.own.map((job) => this.row(job, option === '-l')).join(''));
      }),
      defineCommand('fg', async ([spec = '%+'], ctx) => {
        const job = this.find(spec);
        if (!job) return refusal(`bash: fg: ${spec === '%+' ? 'current' : spec}: no such job`);
        // The shell says nothing of the end of a job that stands in the foreground, and Ctrl-C goes to it.
        job.announced = false;
        const { exitCode, stdout, stderr } = await this.wait([String(job.pid)], true, ctx);
        if (job.ended === null) this.kill(String(job.pid), 'INT');
        return { stdout: `${job.text}\n${stdout}`, stderr, exitCode };
      }),
      defineCommand('bg', async ([spec = '%+']) => {
        const job = this.find(spec);
        const what = spec === '%+' ? 'current' : spec;
        // Nothing can be stopped here, so that every job is in the background already.
        return job
          ? refusal(`bash: bg: job ${job.number} already in background`, 0)
          : refusal(`bash: bg: ${what}: no such job`);
      }),
      defineCommand('disown', async (specs) => {
        const gone =
          specs.length === 0 ? this.own.slice(-1) : specs.flatMap((spec) => this.find(spec) ?? []);
        this.jobs = this.jobs.filter((job) => !gone.includes(job));
        return bytesOut('');
      }),
    ];
  }

  private async wait(
    specs: readonly string[],
    atPrompt: boolean,
    ctx: Pick<CommandContext, 'signal' | 'env'>,
  ): Promise<Output> {
    const missing = specs.find(
      (spec) => !this.find(spec) && !this.told.some(({ pid }) => String(pid) === spec),
    );
    if (missing !== undefined) {
      return refusal(`bash: wait: pid ${missing} is not a child of this shell`, 127);
    }
    const awaited =
      specs.length === 0
        ? this.jobs.filter(({ announced }) => announced === atPrompt)
        : specs.flatMap((spec) => this.find(spec) ?? []);
    try {
      await this.world.watch(
        () => (awaited.every(({ ended }) => ended) ? true : null),
        callerOf(ctx),
        'all',
      );
    } catch (error) {
      if (error instanceof Left) return { stdout: '', stderr: '', exitCode: INTERRUPTED };
      throw error;
    }
    // What they said stands where the line waited for them, and not after all of it.
    const exitCode = specs.length === 0 ? 0 : (awaited.at(-1)?.ended?.exitCode ?? 0);
    return { ...this.take(), exitCode };
  }

  /** A script's own jobs write where it writes: what they say by its end belongs to its output. */
  private async script(words: readonly string[], ctx: CommandContext): Promise<Output> {
    const before = [...this.jobs];
    const ran = await runScript(words, ctx);
    await this.world.settle(callerOf(ctx));
    const { stdout, stderr } = this.take((job) => !job.announced && !before.includes(job));
    return { ...ran, stdout: ran.stdout + stdout, stderr: ran.stderr + stderr };
  }

  private row(job: Job, long: boolean): string {
    const mark = job === this.own.at(-1) ? '+' : job === this.own.at(-2) ? '-' : ' ';
    const pid = long ? `${job.pid} ` : ' ';
    return `[${job.number}]${mark} ${pid}${'Running'.padEnd(24)}${job.text} &\n`;
  }
}

function endOf({ number, text, ended }: Job): string {
  const code = ended?.exitCode ?? 0;
  const how =
    code === KILLED + 9
      ? 'Killed'
      : code === KILLED + 15
        ? 'Terminated'
        : code === 0
          ? 'Done'
          : `Exit ${code}`;
  return `[${number}]+  ${how.padEnd(24)}${text}\n`;
}

/** What a program of this shell is given: its exported variables, and whether it runs in the background. */
function exported({ exportedEnv, env }: Pick<CommandContext, 'exportedEnv' | 'env'>) {
  return { ...exportedEnv, ...(env.has(IN_BACKGROUND) && { [IN_BACKGROUND]: '1' }) };
}

/**
 * The words of CALLS.script: names of variables set for it alone, with commas; `path`: as execve takes a script, or `bash`:
 * as bash takes the one it is given; the script, its arguments.
 */
async function runScript(words: readonly string[], ctx: CommandContext): Promise<Output> {
  const [given = '', how, path = '', ...args] = words;
  const byName = how === 'bash';
  const full = ctx.fs.resolvePath(ctx.cwd, path);
  const stat = await ctx.fs.stat(full).catch(() => null);
  if (stat === null) return refusal(`bash: ${path}: No such file or directory`, 127);
  if (stat.isDirectory) return refusal(`bash: ${path}: Is a directory`, 126);
  if (!byName && (stat.mode & 0o111) === 0) return refusal(`bash: ${path}: Permission denied`, 126);
  if (!ctx.exec) return refusal(`bash: ${path}: cannot execute`, 126);
  // A variable set for one command is exported to it; just-bash hands on only those of `export`.
  const names = [...given.split(','), ...(ctx.env.has(IN_BACKGROUND) ? [IN_BACKGROUND] : [])];
  const set = names.map((name) => (name === '' ? '' : `${name}="$${name}" `));
  return ctx.exec(`${set.join('')}bash ${quoted(path)}`, {
    cwd: ctx.cwd,
    args,
    env: exported(ctx),
    ...(ctx.signal && { signal: ctx.signal }),
  });
}
