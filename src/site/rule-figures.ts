/** Limits of the workbench's rules as chapter 10 shows them: `<Measured id="rules.crowd" />`. */
import { CROWD, EXECS, MANY, SHARE } from '../evidence/diagnose/limits.ts';

export const ruleFigures = {
  /** So many waiting for one thing are a crowd; so many execs are worth a word. */
  'rules.crowd': () => CROWD,
  'rules.execs': () => EXECS,
  /** So many goroutines in one stack, and so many percent of all, make one dump look like growth. */
  'rules.many': () => MANY,
  'rules.percent': () => SHARE * 100,
} as const satisfies Readonly<Record<string, () => number>>;
