import { printable } from './printable.ts';
import type { Terminal } from './terminal.ts';
import type { Words } from './words.ts';

/** What a script can tell from a command: nothing found, something found, not read. */
export type ExitCode = 0 | 1 | 2;

/** Why a command did not do what was asked: what is wrong, where, and what to do. */
export interface Fault {
  readonly ok: false;
  readonly problem: string;
  /** A file, a place in a pattern, an argument; '' where the problem says it. */
  readonly at: string;
  readonly hint: string;
}

export function faultOf(problem: string, at: string, hint: string): Fault {
  return { ok: false, problem, at, hint };
}

/** Says a fault on stderr. */
export function complain({ problem, at, hint }: Fault, terminal: Terminal, word: Words): 2 {
  const where = at === '' ? [] : [`  ${word('cli.error.at', { at: printable(at) })}`];
  const what = hint === '' ? [] : [`  ${word('cli.error.do', { hint: printable(hint) })}`];
  terminal.remark(
    [word('cli.error.what', { problem: printable(problem) }), ...where, ...what].join('\n'),
  );
  return 2;
}
