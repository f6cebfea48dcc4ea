import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import en from '../../../content/strings/en.json' with { type: 'json' };
import zh from '../../../content/strings/zh-cn.json' with { type: 'json' };
import {
  diagnose,
  diagnoseTable,
  type Finding,
  type Values,
} from '../../../src/evidence/diagnose/diagnose.ts';
import {
  COUNTS,
  EXCLUDES,
  ROLES,
  STEPS,
  UNKNOWNS,
  WHYS,
} from '../../../src/evidence/diagnose/ids.ts';
import { rules } from '../../../src/evidence/diagnose/rules.ts';
import { RULES } from '../../../src/evidence/diagnose/types.ts';
import { MISCONCEPTIONS } from '../../../src/lesson/misconception.ts';
import { execs, kubeletCall, leaked, made } from './made.ts';
import { filesOf, KEPT, kept, readingOf } from './samples.ts';

const ROOM = new URL('../../../src/evidence/diagnose/', import.meta.url);
const LISTS = {
  why: WHYS,
  count: COUNTS,
  role: ROLES,
  excludes: EXCLUDES,
  unknown: UNKNOWNS,
  next: STEPS,
  severity: ['hang', 'warning', 'note', 'well'],
  confidence: ['certain', 'likely', 'possible'],
} as const;

const KEYS = [
  ...RULES.flatMap((rule) => [`diagnose.${rule}.title`, `diagnose.${rule}.means`]),
  ...Object.entries(LISTS).flatMap(([list, ids]) => ids.map((id) => `diagnose.${list}.${id}`)),
];

describe.each([
  ['en', en as Record<string, string>],
  ['zh-cn', zh as Record<string, string>],
])('the words of diagnose: %s', (_, words) => {
  test('every id has its words, and no word is without its id', () => {
    const written = Object.keys(words).filter((key) => key.startsWith('diagnose.'));
    expect(written.sort()).toEqual([...KEYS].sort());
    expect(KEYS.filter((key) => words[key]?.trim() === '')).toEqual([]);
  });

  test('a finding fills every place in its words', () => {
    expect(said.length).toBeGreaterThan(200);
    expect(said.flatMap(({ key, values }) => gaps(words[key] ?? '', values, key))).toEqual([]);
  });
});

/** Places in a text that no value fills. */
function gaps(text: string, values: Values, key: string): readonly string[] {
  return [...text.matchAll(/\{(\w+)(?:\|[^{}]*)?\}/g)]
    .filter(([, name = '']) => values[name] === undefined)
    .map(([place]) => `${key} ${place}`);
}

/** Everything that findings about the kept captures, and the made dumps, say. */
const said = findings().flatMap(({ rule, why, counts, unknown, next, proof, excludes }) => [
  { key: `diagnose.${rule}.title`, values: {} },
  { key: `diagnose.${rule}.means`, values: {} },
  { key: `diagnose.why.${why.id}`, values: why.values },
  ...counts.map(({ id, n, values }) => ({ key: `diagnose.count.${id}`, values: { n, ...values } })),
  ...unknown.map(({ id, values }) => ({ key: `diagnose.unknown.${id}`, values })),
  ...next.map(({ id, values }) => ({ key: `diagnose.next.${id}`, values })),
  ...proof.map(({ role }) => ({ key: `diagnose.role.${role}`, values: {} })),
  ...excludes.map((id) => ({ key: `diagnose.excludes.${id}`, values: {} })),
]);

function findings(): readonly Finding[] {
  const shim = kept('containerd-1.4.11/pod-deadlock/shim.usr1.log');
  const daemon = kept('containerd-1.4.11/pod-deadlock/containerd.usr1.log.gz');
  const readings = filesOf(KEPT, /\.(?:txt|log)(?:\.gz)?$/).map((file) => readingOf(file));
  const dumps = [
    ...readings.flatMap((reading) => reading.dumps),
    made([kubeletCall(12, 41)]),
    made(execs(60, 'Exec', 3)),
    made(execs(60, 'Wait', 0)),
    made([leaked(700, 25)]),
    made([{ ...leaked(3, 0), state: 'chan receive (nil chan), 4 minutes' }]),
    made([]),
  ];
  return [
    ...dumps.flatMap((dump) => diagnose(dump)),
    ...readings.flatMap(({ tables }) => tables.flatMap(diagnoseTable)),
    ...diagnose(shim, [{ dump: daemon }]),
    ...diagnose(made([leaked(900, 15)]), [{ dump: made([leaked(300, 5)]), is: 'earlier' }]),
  ];
}

describe('the rules as data', () => {
  test('each rule stands in the list once, under its name', () => {
    expect(rules.map(({ id }) => id)).toEqual(RULES);
  });

  test('each links to a chapter of the course', () => {
    const { hops } = parse(
      readFileSync(new URL('../../../content/course.yaml', import.meta.url), 'utf8'),
    ) as { hops: { chapters: string[] }[] };
    const slugs = hops.flatMap(({ chapters }) => chapters);
    expect(rules.filter(({ chapter }) => !slugs.includes(chapter))).toEqual([]);
  });

  test('what a finding excludes by an M is a known misconception', () => {
    const known: readonly string[] = MISCONCEPTIONS;
    expect(EXCLUDES.filter((id) => /^M\d/.test(id) && !known.includes(id))).toEqual([]);
  });

  test('no id is idle', () => {
    const code = readdirSync(ROOM, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && file !== 'ids.ts')
      .map((file) => readFileSync(new URL(file, ROOM), 'utf8'))
      .join('\n');
    const ids = [...WHYS, ...COUNTS, ...EXCLUDES, ...UNKNOWNS, ...STEPS];
    expect(ids.filter((id) => !code.includes(`'${id}'`))).toEqual([]);
  });
});
