import { describe, expect, test } from 'vitest';
import { diagnose, type ProofLine } from '../../../src/evidence/diagnose/diagnose.ts';
import { execs, kubeletCall, leaked, textOf as madeText } from './made.ts';
import { filesOf, hasShared, KEPT, readingOf, readText, SHARED, textOf } from './samples.ts';

/** What the runtime prints of a goroutine: `goroutine 7 [select, 4 minutes]:`, with or without what else it may add. */
function header({ goroutine, state, minutes }: ProofLine): RegExp {
  const escaped = state.replaceAll(/[()]/g, '\\$&');
  return new RegExp(
    `goroutine ${goroutine} (?:gp=\\S+ m=\\S+ (?:mp=\\S+ )?)?\\[${escaped}${minutes > 0 ? `, ${minutes} minutes` : '(?!, \\d+ minutes)'}`,
  );
}

/** Why a line of proof is not borne out by its file; '' when it is. */
function fault(lines: readonly string[], proof: ProofLine): string {
  const line = lines[proof.line - 1];
  if (line === undefined) return `no line ${proof.line}`;
  if (proof.role === 'crash')
    return /^\s*(?:panic: |fatal error: )/.test(line) ? '' : `${proof.line}: no panic`;
  const counted = proof.goroutine === null;
  const head = counted ? /^(\d+) @/ : header(proof);
  const found = head.exec(line);
  if (!found) return `${proof.line}: ${line.slice(0, 80)}`;
  if (counted && Number(found[1]) < proof.alike) return `${proof.line}: fewer than ${proof.alike}`;
  // The goroutine goes on to the next blank line, which inside an escaped record is written \n\n.
  const rest = [line.slice(found.index), ...lines.slice(proof.line)].join('\n');
  const [goroutine = ''] = rest.split(/\n\s*\n|\\n\\n/, 1);
  const { func, file, line: at } = proof.where;
  if (!goroutine.includes(`${file}:${at}`)) return `${proof.line}: ${file}:${at} is not in it`;
  return goroutine.includes(func) ? '' : `${proof.line}: ${func} is not in it`;
}

function faults(file: string, base: URL): readonly string[] {
  const lines = textOf(file, base).split('\n');
  return readingOf(file, base).dumps.flatMap((dump) =>
    diagnose(dump).flatMap(({ rule, proof }) =>
      proof
        .map((one) => fault(lines, one))
        .filter((problem) => problem !== '')
        .map((problem) => `${rule} ${problem}`),
    ),
  );
}

const DUMP =
  /(?:\.debug[12](?:\.txt)?|\.usr1\.log|unescaped\.txt|goroutines\.txt|families\/.*\.txt)(?:\.gz)?$/;

describe('every line of proof stands where it says', () => {
  test.each(filesOf(KEPT, DUMP))('%s', (file) => {
    expect(faults(file, KEPT)).toEqual([]);
  });

  test('of goroutines that wait for minutes, too', () => {
    const text = madeText([kubeletCall(12, 41), ...execs(60, 'Exec', 3), leaked(900, 20)]);
    const lines = text.split('\n');
    const [dump] = readText(text).dumps;
    const proof = dump ? diagnose(dump).flatMap((one) => one.proof) : [];
    expect(proof.length).toBe(5);
    expect(proof.map((one) => fault(lines, one)).filter((problem) => problem !== '')).toEqual([]);
  });
});

describe.skipIf(!hasShared)('and in every other capture', () => {
  const files = hasShared
    ? [
        ...filesOf(SHARED, DUMP),
        ...filesOf(SHARED, /^corpus\/(?:go119|gostackparse|cockroach).*\.(?:txt|log)$/),
      ]
    : [];
  test.each(files)('%s', { timeout: 60_000 }, (file) => {
    expect(faults(file, SHARED)).toEqual([]);
  });
});
