import type { Finished, Stopped, Unfinished } from './engine.ts';
import { HOME } from './files.ts';
import { EDITS, type Edit, EMPTY, insert, type Line, lineOf } from './line.ts';

/** A line that ran, with what it said, as the page keeps it. */
export interface Entry {
  readonly cwd: string;
  /** As typed; a line of several parts holds line feeds. */
  readonly line: string;
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number;
  /** Lines of output left out in the middle of the page's copy. */
  readonly left: number;
}

export type Ran = Finished | Unfinished | Stopped;

/** What the reader sees and types. The engine is elsewhere; this is plain data. */
export interface Session {
  readonly cwd: string;
  readonly entries: readonly Entry[];
  /** Lines to go back to, oldest first. */
  readonly history: readonly string[];
  readonly line: Line;
  /** Place in the history, or null at the line being typed, which waits in `draft`. */
  readonly at: number | null;
  readonly draft: Line;
  /** Earlier parts of a line that is not whole yet. */
  readonly parts: readonly string[];
  /** The line that runs now. */
  readonly running: string | null;
}

/** The longest output the page keeps of one line, so that `cat` of a dump does not fill it. */
export const MOST_LINES = 1_500;
const MOST_CHARS = 200_000;
const STOPPED = 130;

export function beginSession(cwd: string, entries: readonly Entry[] = []): Session {
  const history = entries.map(({ line }) => line);
  return { cwd, entries, history, line: EMPTY, at: null, draft: EMPTY, parts: [], running: null };
}

/** `root@lab:~/post# `, or `> ` while a line waits for its rest. */
export function promptOf(session: Pick<Session, 'cwd' | 'parts'>): string {
  return session.parts.length > 0 ? '> ' : promptAt(session.cwd);
}

export function promptAt(cwd: string): string {
  const place =
    cwd === HOME ? '~' : cwd.startsWith(`${HOME}/`) ? `~${cwd.slice(HOME.length)}` : cwd;
  return `root@lab:${place}# `;
}

/** Puts text in at the cursor. Line feeds become blanks: a line that is typed is one line. */
export function type(session: Session, text: string): Session {
  return { ...session, line: insert(session.line, text.replace(/[\r\n]+/g, ' ')), at: null };
}

/** Puts a whole line in the place of what was typed. */
export function put(session: Session, line: Line): Session {
  return { ...session, line, at: null };
}

export function edit(session: Session, name: Edit): Session {
  return { ...session, line: EDITS[name](session.line) };
}

/** One line back (-1) or on (1) in the history; past its end stands what was being typed. */
export function recall(session: Session, step: -1 | 1): Session {
  const { history, at } = session;
  const to = (at ?? history.length) + step;
  if (to < 0 || to > history.length || (at === null && step === 1)) return session;
  const draft = at === null ? session.line : session.draft;
  if (to === history.length) return { ...session, line: draft, at: null };
  return { ...session, line: lineOf(flat(history[to] ?? '')), at: to, draft };
}

/** A line of several parts on one row: it cannot be typed otherwise. */
function flat(line: string): string {
  return line.replace(/\n/g, '; ').replace(/\b(do|then|else|\{|\|);/g, '$1');
}

/** Takes the typed line to run: `running` is then the whole of it, with its earlier parts. */
export function submit(session: Session): Session {
  if (session.running !== null) return session;
  const parts = [...session.parts, session.line.text];
  return { ...session, running: parts.join('\n'), line: EMPTY, at: null, draft: EMPTY };
}

/** Notes how the running line ended. */
export function settle(session: Session, ran: Ran): Session {
  const { running, cwd } = session;
  if (running === null) return session;
  if (ran.kind === 'unfinished') return { ...session, parts: running.split('\n'), running: null };
  const rest = { history: remember(session.history, running), parts: [], running: null };
  if (ran.kind === 'stopped') {
    return { ...session, ...rest, entries: [...session.entries, interrupted(cwd, running)] };
  }
  const entries = CLEARS.test(ran.stdout) ? [] : [...session.entries, entryOf(cwd, running, ran)];
  return { ...session, ...rest, cwd: ran.cwd, entries };
}

/** Ctrl-C at the prompt: the line stays on the page and is not run. */
export function abandon(session: Session): Session {
  const line = [...session.parts, session.line.text].join('\n');
  const entries = [...session.entries, interrupted(session.cwd, line)];
  return { ...session, entries, line: EMPTY, at: null, draft: EMPTY, parts: [] };
}

function interrupted(cwd: string, line: string): Entry {
  return { cwd, line, stdout: '^C\n', stderr: '', code: STOPPED, left: 0 };
}

/** Whether a line was stopped or left, and says nothing about the evidence. */
export function wasStopped({ code, stdout }: Entry): boolean {
  return code === STOPPED && stdout.endsWith('^C\n');
}

/** Something wrote to the terminal from elsewhere, as wall(1) does; what is being typed stays. */
export function hear(session: Session, text: string): Session {
  const { cwd } = session;
  const entry: Entry = { cwd, line: '', stdout: text, stderr: '', code: 0, left: 0 };
  return text === '' ? session : { ...session, entries: [...session.entries, entry] };
}

/** Ctrl-L: an empty page; the line being typed stays. */
export function clear(session: Session): Session {
  return { ...session, entries: [] };
}

function remember(history: readonly string[], line: string): readonly string[] {
  return line.trim() === '' || history.at(-1) === line ? history : [...history, line];
}

/** An entry of the page from what the engine gave; long output keeps its beginning and its end. */
export function entryOf(cwd: string, line: string, ran: Finished): Entry {
  const { text, left } = shorten(plain(ran.stdout));
  return { cwd, line, stdout: text, stderr: shorten(plain(ran.stderr)).text, code: ran.code, left };
}

/** Keeps the first and last lines of a long text; what was left out is counted. */
function shorten(text: string): { text: string; left: number } {
  const lines = text.split('\n');
  if (lines.length <= MOST_LINES + 1 && text.length <= MOST_CHARS) return { text, left: 0 };
  const keep = Math.min(MOST_LINES, lines.length - 1) / 2;
  const head = lines
    .slice(0, keep)
    .join('\n')
    .slice(0, MOST_CHARS / 2);
  const tail = lines
    .slice(-keep - 1)
    .join('\n')
    .slice(-MOST_CHARS / 2);
  const kept = head.split('\n').length + tail.split('\n').length - 1;
  return { text: `${head}\n\u22ee\n${tail}`, left: Math.max(1, lines.length - 1 - kept) };
}

/** `clear` writes this; here it means the page. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: an escape sequence is what it looks for.
const CLEARS = /\x1b\[2J/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are what it takes out.
const ESCAPES = /\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[@-Z\\-_])/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it shows.
const CONTROLS = /[\x00-\x08\x0b-\x1f\x7f]/g;

/** Output as text that a page can hold: no escape sequences, and control characters as `cat -v` shows them. */
export function plain(text: string): string {
  return text
    .replace(ESCAPES, '')
    .replace(/\r\n/g, '\n')
    .replace(CONTROLS, (char) => `^${String.fromCharCode(char.charCodeAt(0) ^ 64)}`);
}

/** A session as text to copy: prompts, lines and what they said. */
export function transcriptOf(entries: readonly Entry[]): string {
  return entries
    .map(
      ({ cwd, line, stdout, stderr }) =>
        `${promptAt(cwd)}${line.replace(/\n/g, '\n> ')}\n${ended(stdout)}${ended(stderr)}`,
    )
    .join('');
}

/** Text with a line feed at its end, so that the next prompt begins a row. */
export function ended(text: string): string {
  return text === '' || text.endsWith('\n') ? text : `${text}\n`;
}
