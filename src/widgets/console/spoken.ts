import type { Entry } from '../../shell/session.ts';
import type { Word } from '../contract.ts';

/** What a line did, in a few words: the output itself is read where it stands. */
export function spoken({ stdout, stderr, code }: Entry, word: Word): string {
  const lines = stdout.split('\n').length - (stdout.endsWith('\n') ? 1 : 0);
  if (stdout === '')
    return word(stderr === '' ? 'terminal.saidNothing' : 'terminal.saidProblem', { code });
  return word('terminal.said', { n: lines });
}
