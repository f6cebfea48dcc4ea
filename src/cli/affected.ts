import { type Affected, affected, regression, type Span } from '../evidence/ttrpc/affected.ts';
import { circles } from '../evidence/ttrpc/positions.ts';
import { type Measured, type Release, until } from '../evidence/ttrpc/releases.ts';
import { type Cell, table } from './columns.ts';
import type { Call, Command } from './command.ts';
import { complain, type ExitCode, type Fault, faultOf } from './fault.ts';
import { wrap } from './prose.ts';
import type { Look } from './terminal.ts';
import type { Words } from './words.ts';

export const command: Command = {
  name: 'affected',
  operands: 'CONTAINERD',
  least: 1,
  most: 1,
  says: 'cli.affected.says',
  options: [{ name: 'shim', value: 'VERSION', says: 'cli.affected.option.shim' }],
  examples: [
    { line: 'affected 1.4.12', says: 'cli.affected.example.one' },
    { line: 'affected 1.7.5 --shim 1.6.20', says: 'cli.affected.example.shim' },
    { line: 'affected 1.5.x', says: 'cli.affected.example.line' },
    { line: 'affected 1.7.5 --shim ttrpc@1.1.0', says: 'cli.affected.example.ttrpc' },
    {
      line: 'affected "$(containerd --version)" --lang zh-cn',
      says: 'cli.affected.example.output',
    },
  ],
  notes: ['cli.affected.rule', 'cli.affected.exit'],
  run,
};

type Answer = Extract<Affected, { ok: true }>;

const LOOKS: Readonly<Record<Span['outcome'], Look>> = {
  affected: 'warn',
  'some-shims': 'warn',
  'old-shims': 'warn',
  masked: 'strong',
  safe: 'good',
  'no-ttrpc': 'good',
};

async function run({ operands, has, value, terminal, word }: Call): Promise<ExitCode> {
  const [daemon = ''] = operands;
  const answer = affected(daemon, value('shim'));
  if (!answer.ok) return complain(refusal(answer, word), terminal, word);
  if (has('json')) await terminal.write(`${JSON.stringify(jsonOf(answer, word), null, 2)}\n`);
  else await terminal.lines(textOf(answer, { terminal, word }));
  return answer.found ? 1 : 0;
}

function refusal(
  { problem, hint, at, nearest, of }: Extract<Affected, { ok: false }>,
  word: Words,
): Fault {
  const where = of === 'shim' ? `--shim ${at}` : at;
  const versions = nearest.map(({ version }) => version);
  const values = { at, until, versions: word.list(versions) };
  return faultOf(
    word(`affected.problem.${problem}`, values),
    where,
    word(`affected.hint.${hint}`, values),
  );
}

/** Why, in one sentence; the id is the client's family and what comes of it. */
function reason({ from, outcome, circle }: Span, word: Words): string {
  if (outcome === 'no-ttrpc') return word('affected.why.no-ttrpc');
  if (outcome === 'masked') return word('affected.why.masked');
  if (circle) return word(`affected.why.${circle}`, { n: circles[circle].length });
  return word(from.client === 'B' ? 'affected.why.B' : 'affected.why.D');
}

function textOf(answer: Answer, { terminal, word }: Pick<Call, 'terminal' | 'word'>): string[] {
  const { daemon, shim, spans, caveats } = answer;
  const values = {
    from: regression.from.version,
    to: regression.to.version,
    cure: spans.find(({ cure }) => cure)?.cure?.version ?? '',
    packaged: [daemon.packaged, shim?.packaged ?? ''].filter((text) => text !== '').join(', '),
    until,
  };
  const [only, ...others] = spans;
  const notes = caveats.map((caveat) => word(`affected.caveat.${caveat}`, values));
  const body =
    only && others.length === 0
      ? oneText(only, answer, { terminal, word })
      : [
          terminal.paint('strong', titleOf(daemon.text, shim?.text ?? null, word)),
          ...table(
            ['', '', '', ''].map((title) => ({ title })),
            spans.map((span) => spanRow(span, word)),
            terminal,
          ),
        ];
  return [
    ...body,
    ...(notes.length > 0 ? ['', terminal.paint('strong', word('affected.notes'))] : []),
    ...notes.flatMap((note) => wrap(`- ${note}`, terminal, '  ', 2)),
  ];
}

function titleOf(daemon: string, shim: string | null, word: Words): string {
  const started = shim === null ? '' : `, ${word('affected.shim')} ${shim}`;
  return `containerd ${daemon}${started}`;
}

function spanRow(span: Span, word: Words): readonly Cell[] {
  const { from, outcome, cure } = span;
  const repaired = cure ? word('affected.cure', { version: cure.version }) : '';
  return [
    `  ${nameOf(span)}`,
    from.ttrpc ? `ttrpc ${from.ttrpc}` : '',
    { text: word(`affected.outcome.${outcome}`), look: LOOKS[outcome] },
    repaired,
  ];
}

function oneText(
  span: Span,
  { shim }: Answer,
  { terminal, word }: Pick<Call, 'terminal' | 'word'>,
): string[] {
  const { from, outcome, cure } = span;
  const verdict = terminal.paint(LOOKS[outcome], word(`affected.outcome.${outcome}`));
  const name = /^ttrpc/.test(from.version) ? nameOf(span) : `containerd ${nameOf(span)}`;
  const daemon: readonly Cell[] = [
    `  ${word('affected.daemon')}`,
    nameOf(span),
    from.ttrpc ? `ttrpc ${from.ttrpc}` : '',
    from.client ? word(`ttrpc.family.${from.client}`) : '',
  ];
  const servers = byFamily(shim?.releases ?? [from]);
  return [
    `${terminal.paint('strong', name)}: ${verdict}`,
    ...wrap(reason(span, word), terminal, '  '),
    '',
    ...table(
      ['', '', '', ''].map((title) => ({ title })),
      [daemon, ...servers.map((server) => shimRow(server, word))],
      terminal,
    ),
    ...sourceText(from, word),
    ...measuredText(span, word),
    ...(cure ? ['', `  ${word('affected.cure', { version: cure.version })}`] : []),
  ];
}

function shimRow(span: Pick<Span, 'from' | 'to'>, word: Words): readonly Cell[] {
  const { from, to } = span;
  const ttrpc = from.ttrpc === to.ttrpc ? from.ttrpc : `${from.ttrpc}-${to.ttrpc}`;
  return [
    `  ${word('affected.shim')}`,
    nameOf(span),
    ttrpc ? `ttrpc ${ttrpc}` : '',
    from.server ? word(`ttrpc.family.${from.server}`) : '',
  ];
}

/** Releases whose servers are of one family: first and last of each. */
function byFamily(releases: readonly Release[]): readonly Pick<Span, 'from' | 'to'>[] {
  const families = [...new Set(releases.map(({ server }) => server))];
  return families.flatMap((family) => {
    const having = releases.filter(({ server }) => server === family);
    const [from, to] = [having[0], having.at(-1)];
    return from && to ? [{ from, to }] : [];
  });
}

function sourceText({ source, date, version }: Release, word: Words): string[] {
  return source === '' ? [] : [`  ${word('affected.source', { version, date, source })}`];
}

function measuredText({ measured, measuredExactly }: Span, word: Words): string[] {
  if (measured.length === 0) return [];
  const pairs = measured.map((pair) => pairText(pair, word)).join('; ');
  return [`  ${word(measuredExactly ? 'affected.measured' : 'affected.measuredAlike', { pairs })}`];
}

function pairText({ client, server, stalled }: Measured, word: Words): string {
  return word(stalled ? 'affected.pair.stalled' : 'affected.pair.went', { client, server });
}

function nameOf({ from, to }: Pick<Span, 'from' | 'to'>): string {
  return from === to ? from.version : `${from.version}-${to.version}`;
}

function jsonOf({ daemon, shim, found, spans, caveats }: Answer, word: Words): object {
  return {
    daemon: { text: daemon.text, packaged: daemon.packaged },
    shim: shim && { text: shim.text, packaged: shim.packaged },
    affected: found,
    spans: spans.map(
      ({ from, to, releases, outcome, circle, cure, measured, measuredExactly }) => ({
        from: from.version,
        to: to.version,
        releases,
        outcome,
        circle,
        ttrpc: from.ttrpc,
        client: from.client,
        server: from.server,
        repairedIn: cure?.version ?? null,
        measured,
        measuredExactly,
      }),
    ),
    shims: shim?.releases.map(({ version, ttrpc, server }) => ({ version, ttrpc, server })) ?? null,
    caveats,
    text: spans.map((span) => `${nameOf(span)}: ${word(`affected.outcome.${span.outcome}`)}`),
    until,
  };
}
