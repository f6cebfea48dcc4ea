import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import en from '../../content/strings/en.json' with { type: 'json' };
import zhCn from '../../content/strings/zh-cn.json' with { type: 'json' };
import { diagnose } from '../../src/evidence/diagnose/diagnose.ts';
import { rules } from '../../src/evidence/diagnose/rules.ts';
import type { Finding } from '../../src/evidence/diagnose/types.ts';
import { read as readDumps } from '../../src/evidence/goroutine/read.ts';
import type { Dump } from '../../src/evidence/goroutine/types.ts';
import { readSource } from '../../src/lesson/source.ts';
import { casesOf } from '../../src/lesson/triage/cases.ts';
import { verdictOf } from '../../src/lesson/triage/verdict.ts';
import { fromDisk as evidence } from '../../src/notebook/disk.ts';
import { runStill } from '../../src/notebook/still.ts';
import { createEngine, type Engine } from '../../src/shell/engine.ts';
import { firstNode } from '../../src/shell/practice/first.ts';
import { nodeAt } from '../../src/shell/practice/start.ts';
import { fromDisk } from '../shell/home.ts';
import { captured } from './evidence.ts';
import { readPage } from './page.ts';

/** What Your runbook holds to be right, asked of the captures, of the rules, and of the practice node. */

const SLUG = 'your-runbook';
const CONTENT = new URL('../../content/', import.meta.url);
const text = (path: string) => readFileSync(new URL(path, CONTENT), 'utf8');
const read = (path: string) => readPage(path, text(path));
const page = read(`en/chapters/10-${SLUG}.mdx`);
const POD = 'containerd-1.4.11/pod-deadlock';

function exercise(id: string) {
  const source = readSource(text(`exercises/${id}.yaml`), id);
  if (!source.ok) throw new Error(`${id}: ${source.problem}`);
  return source.value;
}

function dumpOf(input: string | Buffer): Dump {
  const bytes = typeof input === 'string' ? new TextEncoder().encode(input) : new Uint8Array(input);
  const [dump, ...more] = readDumps(bytes).dumps;
  if (!dump || more.length > 0) throw new Error('not one dump');
  return dump;
}

/** A captured log or text with every parked goroutine so many minutes old. */
const aged = (path: string, minutes: number) =>
  captured(path)
    .toString('latin1')
    .replace(/(goroutine \d+ \[)([a-zA-Z ]+)(\]:)/g, (all, before, state, after) =>
      /^run/.test(state) ? all : `${before}${state}, ${minutes} minutes${after}`,
    );

const found = (dump: Dump) => diagnose(dump).map(({ rule }) => rule);

/** Storms and dumps of thousands of goroutines: on a busy machine they take their time. */
const PATIENT = { timeout: 30_000 } as const;

describe('the cells', PATIENT, () => {
  const cell = (name: string) =>
    page.code.find(({ it }) => it.language === `ts live name=${name}`)?.it.text ?? '';

  /** The table of a cell, with changes made: a row a dump, its cells by their columns. */
  async function shown(name: string, change: (text: string) => string = (same) => same) {
    const cells = ['sizes', 'alarms'].map((id) => ({ id, text: change(cell(id)) }));
    const [output] = (await runStill('cells', cells, evidence)).get(name)?.outputs ?? [];
    if (output?.kind !== 'table') throw new Error(`${name} shows no table`);
    const { columns, rows } = output;
    return new Map(
      rows.map((row) => {
        const named = Object.fromEntries(columns.map((column, at) => [column, row[at]]));
        return [String(named.name), named] as const;
      }),
    );
  }

  /** The dumps at which a rule of the cell speaks. */
  const alarmed = (rows: Awaited<ReturnType<typeof shown>>, rule: string) =>
    [...rows].filter(([, row]) => row[rule] === 'alarm').map(([name]) => name);

  const HANG = ['hang, shim', 'hang, containerd'];
  const WELL = ['at rest', 'busy 1.1.0', 'busy 1.2.5'];

  test('by size the two ends of the hang are the largest, and the smallest but one', async () => {
    const rows = await shown('sizes');
    const bySize = [...rows].sort(
      ([, one], [, other]) => Number(one.goroutines) - Number(other.goroutines),
    );
    expect(bySize.map(([name]) => name).at(1)).toBe('hang, shim');
    expect(bySize.map(([name]) => name).at(-1)).toBe('hang, containerd');
    const headers = captured(`${POD}/shim.usr1.log`)
      .toString()
      .match(/goroutine \d+ \[/g);
    expect(rows.get('hang, shim')?.goroutines).toBe(headers?.length);
    expect([...rows.keys()]).toHaveLength(6);
  });

  test('only the rule of the prediction is right at all six, and each other errs as its words say', async () => {
    const rows = await shown('alarms');
    const source = exercise('your-runbook-one-rule');
    if (source.kind !== 'prediction') throw new Error('no prediction');
    const right = source.options.filter(
      ({ id }) => alarmed(rows, id).join() === HANG.join() && id.length > 0,
    );
    expect(right.map(({ id }) => id)).toEqual(source.found);
    expect(alarmed(rows, 'count')).toEqual([
      'hang, containerd',
      'look-alike',
      'busy 1.1.0',
      'busy 1.2.5',
    ]);
    expect(alarmed(rows, 'crowd')).toEqual(['hang, containerd']);
    expect(alarmed(rows, 'writer')).toEqual([...HANG, 'busy 1.1.0']);
  });

  test('a smaller number finds the shim and calls what is well, at last the shim at rest', async () => {
    const [forty, twenty] = await Promise.all(
      [40, 20].map((most) => shown('alarms', (it) => it.replace('most = 500', `most = ${most}`))),
    );
    expect(alarmed(forty ?? new Map(), 'count')).toEqual([
      ...HANG,
      'look-alike',
      'busy 1.1.0',
      'busy 1.2.5',
    ]);
    expect(alarmed(twenty ?? new Map(), 'count')).toEqual(expect.arrayContaining(WELL));
  });

  test('no number at all is right at all six', async () => {
    const rows = [...(await shown('sizes')).values()];
    const size = (name: string) => Number(rows.find((row) => row.name === name)?.goroutines);
    expect(Math.max(...WELL.map(size))).toBeGreaterThan(size('hang, shim'));
  });

  test('the relapse is missed by that rule, and known to the workbench', async () => {
    const relapse = /`(relapse: '[^']+')`/.exec(text(`en/chapters/10-${SLUG}.mdx`))?.[1] ?? '';
    const rows = await shown('alarms', (it) =>
      it.replace("'busy 1.1.0':", `${relapse},\n  'busy 1.1.0':`),
    );
    expect([...rows.keys()]).toContain('relapse');
    expect(alarmed(rows, 'both')).toEqual(HANG);
    const path = /'([^']+)'/.exec(relapse)?.[1] ?? '';
    expect(found(dumpOf(captured(path)))).toContain('ttrpc-client-stuck-c');
  });
});

describe('the rules', PATIENT, () => {
  const rows = text(`en/chapters/10-${SLUG}.mdx`)
    .split('\n')
    .filter((line) => /^\| .*`[a-z-]+` *\|$/.test(line));
  const named = rows.map((row) => [...row.matchAll(/`([a-z-]+)`/g)].map(([, id]) => id ?? ''));

  test('of the table stand in the order in which the workbench asks', () => {
    const order = rules.map(({ id }) => id as string);
    const places = named.flat().map((id) => order.indexOf(id));
    expect(places.length).toBeGreaterThan(8);
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((one, other) => one - other));
    expect(order.at(-1)).toBe(named.at(-1)?.[0]);
  });

  test.each([
    ['en', en],
    ['zh-cn', zhCn],
  ] as const)('of the table are called in %s what the four dumps are called', (locale, words) => {
    const table = text(`${locale}/chapters/10-${SLUG}.mdx`)
      .split('\n')
      .filter((line) => /^\| .*`[a-z-]+` *\|$/.test(line));
    expect(table.length).toBe(named.length);
    for (const row of table) {
      const [, , answer = '', which = ''] = row.split('|').map((cell) => cell.trim());
      for (const [, rule] of which.matchAll(/`([a-z-]+)`/g)) {
        const verdict = verdictOf([{ rule } as Finding]);
        const word = words[`triage.verdict.${verdict}` as keyof typeof words];
        expect([
          rule,
          answer.startsWith(
            word.replace(/^A(?=[ n])/, 'a').replace(/^[TH]/, (one) => one.toLowerCase()),
          ),
        ]).toEqual([rule, true]);
      }
    }
  });

  test('judge dumps that say in their first line that they were made, and from which number', () => {
    for (const { place, text: dump } of casesOf(1)) {
      const [line = ''] = dump.split('\n');
      expect(line).toMatch(`not captured: seed 1, dump ${place + 1} of 4`);
    }
  });

  test('find in one young dump of the hang no more than what is possible', () => {
    for (const file of ['shim.usr1.log', 'containerd.usr1.log.gz']) {
      const dump = dumpOf(captured(`${POD}/${file}`));
      expect(diagnose(dump)[0]).toMatchObject({ severity: 'hang', confidence: 'possible' });
    }
  });

  test('find it likely with age, and certain with both ends', () => {
    const shim = dumpOf(aged(`${POD}/shim.usr1.log`, 3));
    const peer = dumpOf(aged(`${POD}/containerd.usr1.log.gz`, 3));
    expect(diagnose(shim)[0]).toMatchObject({ confidence: 'likely' });
    const [whole] = diagnose(shim, [{ dump: peer, is: 'peer' }]);
    expect(whole).toMatchObject({ rule: 'ttrpc-both', confidence: 'certain' });
  });

  test('find the same hang likely with a second dump of the same process, a minute later', () => {
    const log = captured(`${POD}/shim.usr1.log`).toString('latin1');
    const [, time = ''] = /time="([^"]+)"/.exec(log) ?? [];
    const minute = new Date(Date.parse(time) + 60_000).toISOString().replace('.000', '');
    const later = dumpOf(log.replace(time, minute));
    expect(diagnose(dumpOf(log), [{ dump: later }])[0]).toMatchObject({ confidence: 'likely' });
  });

  test('explain a crowd of callers, which is then no leak of its own', () => {
    const rulesOf = found(dumpOf(aged(`${POD}/containerd.usr1.log.gz`, 3)));
    expect(rulesOf).toContain('containerd-callers-pile-up');
    expect(rulesOf).not.toContain('growth-without-block');
    const unknown = aged(`${POD}/containerd.usr1.log.gz`, 3).replace(/ttrpc/g, 'qqrpc');
    expect(found(dumpOf(unknown))).toContain('growth-without-block');
  });

  test('know the look-alike by its locks', () => {
    const path = 'containerd-1.4.11/exec-300-mutex/shim.unescaped.txt.gz';
    expect(found(dumpOf(captured(path)))[0]).toBe('shim-mutex-pileup');
  });
});

async function said(engine: Engine, line: string): Promise<string> {
  const ran = await engine.run(line);
  if (ran.kind !== 'finished') throw new Error(`${line}: ${ran.kind}`);
  return ran.stdout.trim();
}

async function hung(): Promise<Engine> {
  const engine = createEngine({ read: fromDisk, node: firstNode() });
  await said(engine, './exec.sh 200');
  return engine;
}

/** kubelet's goroutines into a file, and a shim's dump out of the journal, as the cards of chapters 2 and 6 have it. */
const kubelet = (file: string) =>
  `K=/etc/kubernetes/pki/apiserver-kubelet-client; curl -sk --cert $K.crt --key $K.key -o ${file} 'https://127.0.0.1:10250/debug/pprof/goroutine?debug=2'`;
const shim = (file: string) => `since=$(date '+%F %T')
kill -USR1 $(pgrep -f "shim.* -id $(crictl pods -q --name test)"); sleep 2
journalctl -u containerd -o cat --since="$since" > journal
tr -d '\\n' < journal | sed 's/time="/\\n&/g; s/\\\\n/\\n/g; s/\\\\t/\\t/g' | sed -n '/BEGIN goroutine/,/END goroutine/p' > ${file}`;
const EACH =
  'for id in $(crictl ps -q); do timeout 5 crictl stats $id > /dev/null; echo "$? $id"; done';

describe('on the practice node', PATIENT, () => {
  test('a restart of containerd leaves what the exercise says, and ends the rest', async () => {
    const source = exercise('your-runbook-after');
    if (source.kind !== 'choose') throw new Error('not a choice');
    const looks: Readonly<Record<string, string>> = {
      'kubelet-calls': `${kubelet('k')}; grep -c 'RuntimeService).ListContainerStats' k`,
      journal: "journalctl -u containerd -o cat | grep 'BEGIN goroutine' | head -1 | cut -c1-60",
      'daemon-calls': 'ctr pprof goroutines > c; grep -c execInternal c',
      'shim-start': 'ps -o pid,lstart -C containerd-shim-runc-v2',
      'shim-handlers': `${shim('s')}; grep -c 'server.go:444 ' s`,
      charges: "ss -xmp | awk '/containerd/ && $4 > 0' | wc -l",
      containers: 'crictl ps -q',
    };
    expect(Object.keys(looks)).toEqual(source.task.options);
    const engine = await hung();
    await said(engine, 'timeout 10 crictl stats');
    await said(engine, shim('first'));
    const before = await outputs(engine, looks);
    await said(engine, 'systemctl restart containerd');
    const after = await outputs(engine, looks);
    const kept = source.task.options.filter((id) => before[id] === after[id]);
    expect(kept).toEqual(source.task.solution);
    for (const id of source.task.options.filter((one) => !kept.includes(one))) {
      expect([id, before[id]]).not.toEqual([id, '0']);
      expect([id, after[id]]).toEqual([id, '0']);
    }
  });

  async function outputs(engine: Engine, looks: Readonly<Record<string, string>>) {
    const all: Record<string, string> = {};
    for (const [id, line] of Object.entries(looks)) all[id] = await said(engine, line);
    return all;
  }

  test('the morning after has what the drill looks for', async () => {
    const engine = createEngine({ read: fromDisk, node: nodeAt('morning') });
    expect(await said(engine, 'timeout 10 crictl stats; echo $?')).toBe('124');
    await said(engine, shim('shim.1'));
    expect(await said(engine, "grep -c 'server.go:459 ' shim.1")).toBe('1');
  });

  test('the fifteen minutes take less than two of its clock, and find the hang twice', async () => {
    const engine = await hung();
    await said(engine, 'sleep 600');
    const clock = () => Date.parse(engine.view()?.clock ?? '');
    const begun = clock();
    await said(engine, kubelet('kubelet.1'));
    expect(found(dumpOf(await said(engine, 'cat kubelet.1')))).toContain('kubelet-callers-pile-up');
    expect(await said(engine, 'timeout 10 crictl stats; echo $?')).toBe('124');
    expect((await said(engine, EACH)).split('\n').filter((row) => !row.startsWith('0'))).toEqual([
      expect.stringMatching(/^124 /),
    ]);
    for (const turn of [1, 2]) {
      await said(engine, `ss -xmp > ss.${turn}`);
      await said(engine, shim(`shim.${turn}`));
      await said(engine, `ctr pprof goroutines > containerd.${turn}`);
      if (turn === 1) await said(engine, 'sleep 60');
    }
    const [one, two] = await Promise.all(
      ['shim.1', 'shim.2'].map((file) => said(engine, `cat ${file}`)),
    );
    await said(engine, 'systemctl restart containerd');
    expect(await said(engine, 'timeout 10 crictl stats > /dev/null; echo $?')).toBe('0');
    expect((clock() - begun) / 60_000).toBeLessThan(2);
    const dumps = [one, two].map((it) => dumpOf(it ?? ''));
    const [first, second] = dumps;
    if (!first || !second) throw new Error('no dumps');
    expect(diagnose(second, [{ dump: first, is: 'earlier' }])[0]).toMatchObject({
      rule: 'ttrpc-server-stuck',
      confidence: 'likely',
    });
  });
});

describe.each(['en', 'zh-cn'])('the card in %s', PATIENT, (locale) => {
  const card = text(`${locale}/runbook/${SLUG}.mdx`);
  const rows = card.split('\n').filter((line) => /^\| \d/.test(line));

  test('goes by minutes, and ends before the sixteenth', () => {
    const minutes = rows.map((row) => Number(/\d+/.exec(row)?.[0]));
    expect(minutes[0]).toBe(0);
    expect(minutes.every((minute, at) => at === 0 || minute > (minutes[at - 1] ?? 0))).toBe(true);
    expect(minutes.at(-1)).toBeLessThan(15);
  });

  test('sends to cards that there are, and to most of them', () => {
    const links = [...card.matchAll(/\]\(\.\.\/([a-z0-9-]+)\/\)/g)].map(([, slug]) => slug);
    const others = readdirSync(new URL(`${locale}/runbook/`, CONTENT))
      .map((file) => file.replace('.mdx', ''))
      .filter((slug) => slug !== SLUG);
    for (const slug of links) expect(others).toContain(slug);
    expect(new Set(links).size).toBeGreaterThan(others.length / 2);
  });

  test('is the shortest of all', () => {
    const words = (source: string) =>
      source.replace(/^---[\s\S]*?---|\]\([^)]*\)|[|\s-]+/g, '').length;
    const lengths = readdirSync(new URL(`${locale}/runbook/`, CONTENT)).map((file) => [
      file,
      words(text(`${locale}/runbook/${file}`)),
    ]) as [string, number][];
    expect(lengths.toSorted(([, one], [, other]) => one - other)[0]?.[0]).toBe(`${SLUG}.mdx`);
  });

  test('has commands that the practice node takes, the restart last', async () => {
    const commands = [...card.matchAll(/`((?:ctr|ps|ss|systemctl|timeout) [^`]+)`/g)].map(
      ([, line]) => line ?? '',
    );
    const engine = await hung();
    for (const line of commands) {
      const ran = await engine.run(line);
      if (ran.kind !== 'finished') throw new Error(line);
      expect([line, ran.code]).toEqual([line, 0]);
    }
    expect(commands.length).toBe(5);
    expect(commands.findIndex((line) => line.startsWith('systemctl'))).toBe(commands.length - 2);
  });
});
