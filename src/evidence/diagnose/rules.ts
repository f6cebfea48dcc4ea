import type { Rule } from './rule.ts';
import { ttrpcBoth } from './rules/ttrpc-both.ts';
import { ttrpcClientStuckA, ttrpcClientStuckC, ttrpcServerStuck } from './rules/ttrpc-stuck.ts';

/** Every rule, in the order in which they look: what explains comes before what merely counts. */
export const rules: readonly Rule[] = [
  ttrpcBoth,
  ttrpcServerStuck,
  ttrpcClientStuckA,
  ttrpcClientStuckC,
];
