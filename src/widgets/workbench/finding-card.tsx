import type { Finding, ProofLine } from '../../evidence/diagnose/types.ts';
import type { Word, WordKey } from '../contract.ts';
import { place, shortFunc } from '../goroutine-dump/names.ts';
import { Prose } from '../lesson/prose.tsx';
import type { WorkbenchProps } from './data.ts';
import { nameFinding, sayFinding } from './say.ts';
import type { PlacedFinding, Sheet } from './sheet.ts';

interface CardProps {
  readonly placed: PlacedFinding;
  readonly sheets: readonly Sheet[];
  readonly word: Word;
  readonly chapter: WorkbenchProps['chapter'];
}

/** Severities as the colours that mean something here. */
const TONE = { hang: 'stuck', warning: 'wait', note: 'idle', well: 'sound' } as const;

/** A finding: what it is, how sure and why, the lines that prove it, what it cannot know, and what to do. */
export function FindingCard({ placed, sheets, word, chapter }: CardProps) {
  const { finding } = placed;
  const { rule, severity, confidence } = finding;
  const address = chapter?.(finding.chapter) ?? null;
  const from = sheets.find(({ id }) => id === placed.dumps[0]?.sheet);
  return (
    <li class={`wb-finding wb-${TONE[severity]}`}>
      <p class="wb-head">
        <span class={`tag tag-${TONE[severity]}`}>{nameFinding(word, 'severity', severity)}</span>
        <span class="wb-from code">
          {from?.name} {finding.subject}
        </span>
      </p>
      <p class="wb-title">{word(`diagnose.${rule}.title` as WordKey)}</p>
      <p>
        <Prose text={word(`diagnose.${rule}.means` as WordKey)} />
      </p>
      <p class="wb-sure">
        <span class="tag">{nameFinding(word, 'confidence', confidence)}</span>{' '}
        <Prose text={sayFinding(word, 'why', finding.why)} />
      </p>
      {finding.counts.length > 0 && (
        <ul class="wb-counts">
          {finding.counts.map((count) => (
            <li key={count.id}>
              {word(`diagnose.count.${count.id}` as WordKey, { n: count.n, ...count.values })}
            </li>
          ))}
        </ul>
      )}
      <Next finding={finding} word={word} />
      <Proof placed={placed} sheets={sheets} word={word} />
      <More finding={finding} word={word} />
      {address && (
        <p class="wb-chapter">
          <a href={address}>
            {word('workbench.chapter', {
              title: word(`course.${finding.chapter}.title` as WordKey),
            })}
          </a>
        </p>
      )}
    </li>
  );
}

function Next({ finding, word }: { readonly finding: Finding; readonly word: Word }) {
  if (finding.next.length === 0) return null;
  return (
    <div class="wb-next">
      <p>{word('workbench.next')}</p>
      <ol>
        {finding.next.map((step) => (
          <li key={step.id}>
            <Prose text={sayFinding(word, 'next', step)} />
          </li>
        ))}
      </ol>
    </div>
  );
}

/** Lines that prove it: file, line, goroutine, where it stands, since when. */
function Proof({ placed, sheets, word }: Omit<CardProps, 'chapter'>) {
  const { proof, rule, subject } = placed.finding;
  if (proof.length === 0) return null;
  // Two findings have a table each: a region is told from another by its name.
  const name = `${word('workbench.proofTable')}: ${word(`diagnose.${rule}.title` as WordKey)} ${subject}`;
  const nameOf = (line: ProofLine) =>
    sheets.find(({ id }) => id === placed.dumps[line.dump]?.sheet)?.name ?? '';
  return (
    <details class="wb-proof" open={proof.length <= 8}>
      <summary>{word('workbench.proof', { n: proof.length })}</summary>
      <div class="wb-scroll" role="region" tabIndex={0} aria-label={name}>
        <table>
          <thead>
            <tr>
              <th scope="col">{word('workbench.who')}</th>
              <th scope="col">{word('workbench.stands')}</th>
              <th scope="col">{word('workbench.state')}</th>
              <th scope="col">{word('workbench.line')}</th>
            </tr>
          </thead>
          <tbody>
            {proof.map((line) => (
              <tr key={`${line.dump} ${line.line} ${line.goroutine} ${line.role}`}>
                <td>
                  {nameFinding(word, 'role', line.role)}
                  {line.goroutine !== null && <span class="wb-id"> {line.goroutine}</span>}
                  {line.alike > 1 && <span class="wb-id"> × {line.alike}</span>}
                </td>
                <td class="code" title={`${line.where.func} ${line.where.file}`}>
                  {place(line.where)} <span class="wb-func">{shortFunc(line.where.func)}</span>
                </td>
                <td>
                  {line.state}
                  {line.minutes > 0 && ` · ${word('goroutine-dump.wait', { n: line.minutes })}`}
                </td>
                <td class="wb-where">
                  {nameOf(line)}:{line.line}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

/** What it rules out and what nobody can know from it: for who wants to be sure. */
function More({ finding, word }: { readonly finding: Finding; readonly word: Word }) {
  const { excludes, unknown, versions } = finding;
  const named = versions && versions.ttrpc.length > 0;
  if (excludes.length === 0 && unknown.length === 0 && !named) return null;
  return (
    <details class="wb-more">
      <summary>{word('workbench.more')}</summary>
      {named && (
        <p>
          {word('workbench.versions', {
            ttrpc: versions.ttrpc.join(', '),
            containerd: versions.containerd.join('; '),
          })}
        </p>
      )}
      {unknown.length > 0 && (
        <>
          <p>{word('workbench.unknown')}</p>
          <ul>
            {unknown.map((one) => (
              <li key={one.id}>
                <Prose text={sayFinding(word, 'unknown', one)} />
              </li>
            ))}
          </ul>
        </>
      )}
      {excludes.length > 0 && (
        <>
          <p>{word('workbench.excludes')}</p>
          <ul>
            {excludes.map((id) => (
              <li key={id}>
                <Prose text={nameFinding(word, 'excludes', id)} />
              </li>
            ))}
          </ul>
        </>
      )}
    </details>
  );
}
