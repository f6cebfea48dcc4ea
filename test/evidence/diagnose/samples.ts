import { readdirSync } from 'node:fs';
import { diagnose, type Finding, type Other } from '../../../src/evidence/diagnose/diagnose.ts';
import { read } from '../../../src/evidence/goroutine/read.ts';
import type { Dump, Reading } from '../../../src/evidence/goroutine/types.ts';
import { bytes, KEPT, only, SHARED } from '../goroutine/evidence.ts';

export { hasShared, json, KEPT, only, readText, SHARED } from '../goroutine/evidence.ts';

/** A file as text, unpacked. */
export function textOf(file: string, base: URL = KEPT): string {
  return new TextDecoder().decode(bytes(file, base));
}

export function readingOf(file: string, base: URL = KEPT): Reading {
  return read(bytes(file, base));
}

/** The only dump of a file of content/evidence. */
export function kept(file: string): Dump {
  return only(readingOf(file));
}

/** The only dump of a file of the shared evidence. */
export function shared(file: string): Dump {
  return only(readingOf(file, SHARED));
}

/** Files below a folder whose names pass, in a steady order. */
export function filesOf(base: URL, name: RegExp): readonly string[] {
  return readdirSync(base, { recursive: true, encoding: 'utf8' })
    .filter((file) => name.test(file))
    .sort();
}

export function rulesOf(findings: readonly Finding[]): readonly string[] {
  return findings.map(({ rule }) => rule);
}

/** The only finding of a rule. */
export function found(
  rule: Finding['rule'],
  dump: Dump,
  others: readonly (Dump | Other)[] = [],
): Finding {
  const findings = diagnose(
    dump,
    others.map((other) => ('dump' in other ? other : { dump: other })),
  );
  const [finding, ...more] = findings.filter((one) => one.rule === rule);
  if (!finding || more.length > 0) throw new Error(`${rule}: found ${rulesOf(findings)}`);
  return finding;
}

/** `client.go:259 IO wait` of each line of proof. */
export function places({ proof }: Finding): readonly string[] {
  return proof.map(
    ({ where, state, minutes }) =>
      `${where.file.split('/').pop()}:${where.line} ${state}${minutes > 0 ? ` ${minutes}m` : ''}`,
  );
}

export function counts({ counts }: Finding): Record<string, number> {
  return Object.fromEntries(
    counts.map(({ id, n, values }) => [values.rpc ? `${id} ${values.rpc}` : id, n]),
  );
}
