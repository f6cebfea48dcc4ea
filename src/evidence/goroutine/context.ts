/**
 * Lines the runtime prints around goroutines: a panic, a fatal error, a signal, registers.
 * Sources: runtime/panic.go, signal_unix.go, signal_amd64.go, traceback.go: formats.md (a).
 */
import type { ContextLine } from './types.ts';

type Kind = ContextLine['kind'];

const KINDS: readonly (readonly [Kind, RegExp])[] = [
  ['panic', /^\s*(panic: |panic during panic|\[recovered)/],
  ['fatal', /^(fatal error: |unexpected fault address )/],
  [
    'signal',
    /^(SIG[A-Z0-9]+: |PC=0x|\[signal |signal arrived during |instruction bytes: |sigcode=|signal: )/,
  ],
  [
    'runtime',
    /^(runtime: |runtime stack:|stack: frame=|stack trace unavailable|0x[0-9a-f]{8,16}: {1,2}[0-9a-f ]*)/,
  ],
  ['thread', /^-----$/],
  ['registers', /^[a-z][a-z0-9]{0,7}\s+0x[0-9a-f]+$/],
  ['test', /^\s*(running tests:|Test\w+ \([\d.hms]+\)|--- FAIL: |FAIL\b|=== (RUN|CONT|PAUSE) )/],
  ['exit', /^(exit status \d+|Aborted|Quit|Segmentation fault)/],
];

/** What a line beside the goroutines is, or null when it is none of the runtime's. */
export function contextKind(text: string): Kind | null {
  for (const [kind, pattern] of KINDS) if (pattern.test(text)) return kind;
  return null;
}
