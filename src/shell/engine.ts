import { Bash, type CommandName, type CustomCommand, getCommandNames } from 'just-bash/browser';
import { candidates } from './candidates.ts';
import { commands } from './commands/all.ts';
import { HOST } from './commands/node.ts';
import { FILES, HOME, type ReadEvidence } from './files.ts';
import { NodeFiles, type Written } from './node-files.ts';
import { rewrite } from './practice/background.ts';
import { IN_BACKGROUND } from './practice/commands/caller.ts';
import type { Heard, Injected } from './practice/drill/inject.ts';
import { PRACTICE_FILES } from './practice/files.ts';
import { Practice } from './practice/practice.ts';
import { SESSION, SHELL } from './practice/processes.ts';
import type { NodeState, NodeView } from './practice/state.ts';
import { opening } from './prelude.ts';
import {
  type FunctionDef,
  functionsIn,
  liftSums,
  plugin,
  type Script,
  type Statement,
} from './repairs.ts';

/** Everything that outlives a line: enough to begin a new shell where the old one was. Plain data, can cross to a page. */
export interface Saved {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** Exit code of the last line: `$?` of the next. */
  readonly code: number;
  readonly functions: readonly FunctionDef[];
  readonly history: readonly string[];
  readonly written: readonly Written[];
  /** The practice node, where the shell is on one. */
  readonly node?: NodeState;
}

/** A line that ran to its end. Output holds the control characters a command wrote, no colours. */
export interface Finished {
  readonly kind: 'finished';
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number;
  readonly cwd: string;
}

/** A line that was stopped while it ran, or left without running it. */
export interface Stopped {
  readonly kind: 'stopped';
}

/** A line that is not whole yet: an open quote, a loop without `done`, a `|` at its end. Nothing was run. */
export interface Unfinished {
  readonly kind: 'unfinished';
}

export interface EngineOptions {
  readonly read: ReadEvidence;
  readonly cwd?: string;
  readonly saved?: Saved;
  /** The practice node to be on, instead of the machine of evidence. That of `saved` goes before. */
  readonly node?: NodeState;
  /** Commands beyond the kit's own; a later one of the same name wins. */
  readonly commands?: readonly CustomCommand[];
  /** Wall time of one line in ms, after which it ends with 124. In a page the reader has Ctrl-C instead. */
  readonly deadline?: number;
  /** Hears of each evidence file once, by its path under `content/evidence/`, when a command first reads it. */
  readonly fetched?: (path: string) => void;
}

export interface Engine {
  run(line: string): Promise<Finished | Unfinished | Stopped>;
  /** Words that could stand at the cursor: `start` is where the word begins that they replace. */
  complete(
    line: string,
    cursor: number,
  ): Promise<{ readonly start: number; readonly words: string[] }>;
  /** Ends the line that runs, as Ctrl-C does: it gives `stopped`. Only between commands, and where one waits. */
  stop(): void;
  /** On the practice node: time passes. Allowed while a line runs that waits. */
  later(seconds: number): Promise<void>;
  /**
   * On the practice node: a drill begins or an event of it happens, also while a line runs. Gives what stands in the terminal at
   * once: what is heard while a line runs comes with its end. Null where it would change nothing.
   */
  inject(what: Injected): Promise<Heard>;
  /** What a page shows of the practice node; null elsewhere. */
  view(): NodeView | null;
  /** What to begin a new shell with. `written` holds only the changes since the last call. */
  save(): Promise<Saved>;
}

/** Commands of just-bash that cannot work here (WebAssembly, node:worker) or are no part of a Linux machine. */
const LEFT_OUT = new Set(['sqlite3', 'html-to-markdown', 'xan', 'yq', 'help']);
const KEPT = getCommandNames().filter((name) => !LEFT_OUT.has(name)) as CommandName[];

/** High enough for every file here (1.3 MB, 13,550 lines), low enough that a loop without end ends by itself. */
const LIMITS = {
  maxCommandCount: 1_000_000,
  maxLoopIterations: 1_000_000,
  maxAwkIterations: 50_000_000,
  maxSedIterations: 10_000_000,
  maxWorkUnits: 1_000_000_000,
  maxOutputSize: 64 * 1024 * 1024,
} as const;

/** Exit code of a line that Ctrl-C ended. */
const STOPPED = 130;
/** A loop hears of Ctrl-C within so many ms, or the line is ended. */
const HEARD = 300;

const FIRST_ENV = {
  HOME,
  USER: 'root',
  LOGNAME: 'root',
  SHELL: '/bin/bash',
  TERM: 'xterm',
  LANG: 'C.UTF-8',
  HOSTNAME: HOST,
} as const;

/**
 * A shell over the evidence. Files written stay, and so do the folder, variables, functions, `set -o` options and `$?`
 * from line to line; arrays live for one line. There is no network and no way out of the file system in memory.
 */
export function createEngine(options: EngineOptions): Engine {
  const { saved } = options;
  const begun = saved?.node ?? options.node;
  const files = NodeFiles.from(
    options.read,
    options.fetched ?? (() => undefined),
    saved?.written ?? [],
    begun ? PRACTICE_FILES : FILES,
  );
  const history = [...(saved?.history ?? [])];
  const functions = new Map((saved?.functions ?? []).map((it) => [it.name, it]));
  const practice = begun
    ? new Practice(begun, async (text, { cwd: at, env: with_ }, signal) => {
        const prelude = [
          ...opening(parse, with_, 0, functions.values()),
          ...parse(`export ${IN_BACKGROUND}`).statements,
        ];
        const around = { cwd: at, env: { ...with_, [IN_BACKGROUND]: '1' }, replaceEnv: true };
        return shell(prelude, false).exec(text, { rawScript: true, signal, ...around });
      })
    : null;
  if (practice) {
    files.clock = () => practice.now;
    files.live = (path) => practice.live(path);
  }
  const own = [...commands(history), ...(practice?.commands() ?? []), ...(options.commands ?? [])];
  let cwd = saved?.cwd ?? options.cwd ?? HOME;
  let env: Readonly<Record<string, string>> = saved?.env ?? FIRST_ENV;
  let code = saved?.code ?? 0;

  const sums = plugin('sums', (script) => liftSums(script, parse));
  const parser = new Bash({ files: {}, defenseInDepth: false });
  parser.registerTransformPlugin(sums);
  const parse = (text: string) => parser.transform(text).ast;

  // A new shell for every line: only so do commands inside commands (xargs, find -exec) see the present variables.
  const shell = (prelude: readonly Statement[], atPrompt: boolean): Bash => {
    const bash = new Bash({
      fs: files,
      cwd,
      env: { ...env },
      commands: KEPT,
      customCommands: own,
      defenseInDepth: false,
      executionLimits: {
        ...LIMITS,
        maxExecutionTimeMs: options.deadline ?? Number.POSITIVE_INFINITY,
      },
      processInfo: { uid: 0, gid: 0, ...(practice && { pid: SHELL, ppid: SESSION }) },
    });
    let typed = atPrompt;
    if (practice) {
      bash.registerTransformPlugin(
        plugin('background', (script) => {
          const changed = rewrite(script, parse, typed);
          typed = false;
          return changed;
        }),
      );
    }
    bash.registerTransformPlugin(sums);
    let first = true;
    bash.registerTransformPlugin(
      plugin('state', (script) => {
        // The scripts after the first are those of xargs, `bash -c` and the like.
        if (!first) return script;
        first = false;
        for (const made of functionsIn(script)) functions.set(made.name, made);
        return { ...script, statements: [...prelude, ...script.statements] };
      }),
    );
    return bash;
  };

  // The folders of commands come with a shell, and completion looks there.
  shell([], false);
  let running: AbortController | null = null;

  /** A loop is told to end, and keeps what it has said; whatever else runs is ended. */
  const stop = (): void => {
    const line = running;
    if (practice?.stop()) setTimeout(() => running === line && line?.abort(), HEARD);
    else line?.abort();
  };

  const run = async (line: string): Promise<Finished | Unfinished | Stopped> => {
    if (isUnfinished(line, parse)) return { kind: 'unfinished' };
    if (line.trim() !== '') history.push(line);
    const bash = shell(opening(parse, env, code, functions.values()), true);
    // `cd -` looks for its folder only among the variables given with the line.
    const { OLDPWD } = env;
    const ended = new AbortController();
    running = ended;
    practice?.begin();
    const { signal } = ended;
    const result = await bash.exec(line, {
      rawScript: true,
      signal,
      ...(OLDPWD && { env: { OLDPWD } }),
    });
    running = null;
    const late = await practice?.end(line, result.stdout, signal.aborted || practice.stopped);
    await practice?.mirror(files);
    if (signal.aborted) {
      code = STOPPED;
      return { kind: 'stopped' };
    }
    // A line that ended the shell (`exit`, an unset variable under set -u) leaves the variables as they were.
    if ('?' in result.env) {
      env = Object.fromEntries(
        Object.entries(result.env).filter(([name]) => name !== '?' && !name.startsWith('__sum')),
      );
      cwd = env.PWD ?? cwd;
    }
    const broken = practice?.stopped ?? false;
    code = broken ? STOPPED : result.exitCode;
    const heard = practice?.hear() ?? '';
    const stdout = result.stdout + (late?.stdout ?? '') + (broken ? '^C\n' : '') + heard;
    return {
      kind: 'finished',
      stdout,
      stderr: plainly(result.stderr) + (late?.stderr ?? ''),
      code,
      cwd,
    };
  };

  return {
    run,
    stop,
    later: async (seconds) => practice?.later(seconds),
    inject: async (what) => {
      const heard = practice?.inject(what, running !== null) ?? null;
      await practice?.mirror(files);
      return heard;
    },
    view: () => practice?.view() ?? null,
    complete: (line, cursor) =>
      candidates(line, cursor, {
        files,
        cwd,
        home: env.HOME ?? HOME,
        functions: [...functions.keys()],
      }),
    save: async () => ({
      cwd,
      env,
      code,
      functions: [...functions.values()],
      history: [...history],
      written: await files.written(),
      ...(practice && { node: practice.state }),
    }),
  };
}

/** just-bash tells a reader who types `python3` how to build it otherwise. */
function plainly(stderr: string): string {
  return stderr.replace(/command not available in browser environments\..*/g, 'command not found');
}

/** Whether a line waits for more, as an interactive shell would show by its second prompt. */
function isUnfinished(line: string, parse: (text: string) => Script): boolean {
  if (/(?:^|[^\\])(?:\\\\)*\\$/.test(line)) return true;
  if (/[^\s|&][ \t]*(?:\|\|?|&&)[ \t]*$/.test(line)) return true;
  try {
    parse(line);
    return false;
  } catch (error) {
    return /unexpected EOF|got EOF|unterminated here-document/.test(String(error));
  }
}
