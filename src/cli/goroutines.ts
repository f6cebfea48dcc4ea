import { diff } from '../evidence/goroutine/diff.ts';
import { filter } from '../evidence/goroutine/filter.ts';
import { type GroupBy, group } from '../evidence/goroutine/group.ts';
import type { Dump } from '../evidence/goroutine/types.ts';
import type { Call, Command } from './command.ts';
import { writeJson } from './dump-json.ts';
import { writeText } from './dump-text.ts';
import { exportDump, FORMATS, type Format } from './export.ts';
import { complain, type ExitCode, type Fault, faultOf } from './fault.ts';
import { diagnoseAll, diagnoseRows, isAlarm } from './findings.ts';
import { partnerOf } from './partner.ts';
import { type DumpFile, readDumps } from './reading.ts';
import type { Seen } from './seen.ts';

const GROUPINGS = ['stack', 'locations', 'top', 'createdBy', 'package', 'state'] as const;

export const command: Command = {
  name: 'goroutines',
  operands: 'FILE|-',
  least: 1,
  most: 1,
  says: 'cli.goroutines.says',
  options: [
    { name: 'group', value: 'BY', choices: GROUPINGS, says: 'cli.goroutines.option.group' },
    { name: 'filter', value: 'FILTER', says: 'cli.goroutines.option.filter' },
    { name: 'diff', value: 'FILE', says: 'cli.goroutines.option.diff' },
    { name: 'peer', value: 'FILE', says: 'cli.goroutines.option.peer' },
    { name: 'dump', value: 'N', number: true, says: 'cli.goroutines.option.dump' },
    { name: 'top', value: 'N', number: true, says: 'cli.goroutines.option.top' },
    { name: 'stacks', says: 'cli.goroutines.option.stacks' },
    { name: 'export', value: 'FORMAT', choices: FORMATS, says: 'cli.goroutines.option.export' },
  ],
  examples: [
    { line: 'goroutines shim.log', says: 'cli.goroutines.example.file' },
    { line: 'goroutines shim.log --peer containerd.log', says: 'cli.goroutines.example.peer' },
    {
      line: "goroutines dump.txt --group top --filter 'state:select wait>10m -pkg:runtime'",
      says: 'cli.goroutines.example.filter',
    },
    { line: 'goroutines later.txt --diff earlier.txt', says: 'cli.goroutines.example.diff' },
    {
      line: "goroutines - --json < dump.txt.gz | jq '.dumps[].findings[].rule'",
      says: 'cli.goroutines.example.json',
    },
  ],
  notes: ['cli.goroutines.filter', 'cli.goroutines.json', 'cli.goroutines.exit'],
  run,
};

async function run(call: Call): Promise<ExitCode> {
  const { terminal, word } = call;
  const seen = await look(call);
  if (!seen.ok) return complain(seen, terminal, word);
  const format = call.value('export') as Format | undefined;
  if (format) return exportDump(seen, format, call);
  if (call.has('json')) await writeJson(seen, terminal, word);
  else await writeText(seen, call);
  const parts = [...seen.dumps, ...seen.tables];
  return parts.some(({ findings }) => findings.some(isAlarm)) ? 1 : 0;
}

/** Reads everything that was asked for, and looks at it. */
async function look(call: Call): Promise<Seen | Fault> {
  const { terminal, word } = call;
  if (call.has('json') && call.has('export')) {
    return faultOf(word('cli.problem.both', { one: '--json', other: '--export' }), '', '');
  }
  const names = [call.operands[0], call.value('diff'), call.value('peer')];
  if (names.filter((name) => name === '-').length > 1) {
    return faultOf(word('cli.problem.twoInputs'), '-', word('cli.hint.twoInputs'));
  }
  const files: (DumpFile | null)[] = [];
  for (const name of names) {
    const file = name === undefined ? null : await readDumps(name, terminal, word);
    if (file && !file.ok) return file;
    files.push(file);
  }
  const [file, earlier = null, peer = null] = files;
  if (!file) throw new Error('no file was asked for');
  const which = chosen(file, call);
  if (!Array.isArray(which)) return which as Fault;
  const by = (call.value('group') ?? 'stack') as GroupBy;
  const findings = diagnoseAll(file, earlier, peer);
  const dumps: Seen['dumps'][number][] = [];
  for (const dump of which as readonly Dump[]) {
    const passed = filter(dump, call.value('filter') ?? '');
    if (!passed.ok) return filterFault(passed, call);
    const before = earlier && partnerOf(dump, file.reading.dumps, earlier.reading.dumps);
    dumps.push({
      dump,
      number: file.reading.dumps.indexOf(dump) + 1,
      matched: passed.dump,
      groups: group(passed.dump, by),
      findings: findings.get(dump) ?? [],
      change: before ? { before, diff: diff(before, dump) } : null,
    });
  }
  const tables = file.reading.tables.map((table) => ({
    table,
    findings: diagnoseRows(file, table),
  }));
  return { ok: true, file, earlier, by, dumps, tables };
}

function chosen({ reading, name }: DumpFile, call: Call): readonly Dump[] | Fault {
  const number = call.number('dump');
  if (number === undefined) return reading.dumps;
  const dump = reading.dumps[number - 1];
  if (dump) return [dump];
  const { word } = call;
  const n = reading.dumps.length;
  return faultOf(word('cli.problem.noDump', { number, n }), name, word('cli.hint.noDump', { n }));
}

function filterFault(
  { problem, hint, at }: Extract<ReturnType<typeof filter>, { ok: false }>,
  { value, word }: Call,
): Fault {
  const text = value('filter') ?? '';
  return faultOf(
    word(`goroutine-dump.filter.${problem}`, { hint }),
    `--filter '${text.slice(0, at)}▸${text.slice(at)}'`,
    word('cli.hint.filter'),
  );
}
