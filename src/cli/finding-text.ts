import type { ProofLine } from '../evidence/diagnose/diagnose.ts';
import { type Cell, table } from './columns.ts';
import { commandFor, counted, say, sayRule, type Told } from './findings.ts';
import { shortAt, shortFunc } from './places.ts';
import { printable } from './printable.ts';
import { wrap } from './prose.ts';
import type { Look, Terminal } from './terminal.ts';
import type { Words } from './words.ts';

const LOOKS: Readonly<Record<Told['severity'], Look>> = {
  hang: 'warn',
  warning: 'warn',
  note: 'strong',
  well: 'good',
};

/** A finding in words: what it is, how sure, what proves it, what it leaves open, what to do. */
export function findingText(told: Told, terminal: Terminal, word: Words): string[] {
  const { severity, confidence, subject, rule } = told;
  const sure = say(word, 'confidence', { id: confidence });
  const head = word('cli.finding.head', {
    severity: say(word, 'severity', { id: severity }),
    title: sayRule(word, told, 'title'),
  });
  const tags = [rule, subject, sure].filter((part) => part !== '').join(' · ');
  const means = sayRule(word, told, 'means');
  const part = (title: string, lines: readonly string[]) =>
    lines.length > 0 ? [terminal.paint('strong', `  ${title}`), ...lines] : [];
  const prose = (text: string) => wrap(printable(text), terminal, '    ');
  const steps = told.next.flatMap((step, at) => {
    const command = commandFor(step, told);
    return [
      ...wrap(`${at + 1}. ${printable(say(word, 'next', step))}`, terminal, '    ', 3),
      ...(command === '' ? [] : [terminal.paint('dim', `       ${printable(command)}`)]),
    ];
  });
  return [
    `${terminal.paint(LOOKS[severity], head)}  ${terminal.paint('dim', tags)}`,
    ...(means === '' ? [] : wrap(printable(means), terminal, '  ')),
    ...wrap(printable(say(word, 'why', told.why)), terminal, '  '),
    ...part(word('cli.finding.proof'), proofText(told, terminal, word)),
    ...part(
      word('cli.finding.counts'),
      told.counts.flatMap((count) => prose(say(word, 'count', counted(count)))),
    ),
    ...part(
      word('cli.finding.excludes'),
      told.excludes.flatMap((id) => prose(say(word, 'excludes', { id }))),
    ),
    ...part(
      word('cli.finding.unknown'),
      told.unknown.flatMap((one) => prose(say(word, 'unknown', one))),
    ),
    ...part(word('cli.finding.next'), steps),
  ];
}

function proofText({ proof, dumps }: Told, terminal: Terminal, word: Words): string[] {
  if (proof.length === 0) return [];
  const several = proof.some(({ dump }) => dump > 0);
  const placeOf = ({ dump, line }: ProofLine) => {
    const name = dumps[dump];
    return several && name
      ? `${printable(name.file)}:${line}`
      : word('cli.finding.line', { line: String(line) });
  };
  const rows = proof.map((line): readonly Cell[] => [
    `    ${placeOf(line)}`,
    line.goroutine === null ? '' : word('cli.finding.goroutine', { id: String(line.goroutine) }),
    {
      text: line.alike > 1 ? word('cli.finding.alike', { n: line.alike }) : '',
      look: 'number',
    },
    waitText(line, word),
    shortAt(line.where),
    `${say(word, 'role', { id: line.role })}  ${shortFunc(line.where.func)}`,
  ]);
  return table(rows[0]?.map(() => ({ title: '' })) ?? [], rows, terminal);
}

function waitText({ state, minutes }: ProofLine, word: Words): string {
  const wait = minutes > 0 ? word('cli.groups.minutes', { n: minutes }) : '';
  return [printable(state), wait].filter((part) => part !== '').join(', ');
}
