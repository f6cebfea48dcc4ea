import { useEffect, useRef } from 'preact/hooks';
import { foundIn, type Judged, type JudgedLine } from '../../lesson/triage/judge.ts';
import type { WordKey } from '../contract.ts';
import { place, shortFunc } from '../goroutine-dump/names.ts';
import { Beliefs } from '../lesson/beliefs.tsx';
import { Mark } from '../lesson/mark.tsx';
import { Prose } from '../lesson/prose.tsx';
import { FindingCard } from '../workbench/finding-card.tsx';
import { nameFinding } from '../workbench/say.ts';
import type { TriageProps } from './data.ts';
import { sheetOf } from './say.ts';
import { answerOn, type DeskAnswer } from './state.ts';

interface BesideProps extends TriageProps {
  readonly judged: Judged;
  /** The reader has just locked the answer: what comes of it takes the focus. */
  readonly fresh: boolean;
  /** Opens the list at a goroutine. */
  show(id: number): void;
}

/** The reader's answer and the rules' findings on the same text, side by side. */
export function Beside(props: BesideProps) {
  const { id, state, data, judged, word, fresh } = props;
  const root = useRef<HTMLElement>(null);
  useEffect(() => {
    if (fresh) root.current?.focus({ preventScroll: true });
  }, [fresh]);
  const answer = answerOn(state);
  const { found, of } = foundIn(judged);
  const sheet = data.desk.sheets[state.open];
  return (
    <section ref={root} class="tr-beside lesson" aria-labelledby={`${id}-beside`} tabIndex={-1}>
      <p class="visually-hidden" id={`${id}-beside`}>
        {word('triage.beside', { n: state.open + 1 })}
      </p>
      <Sides answer={answer} judged={judged} word={word} />
      <div class="tr-evidence">
        <p class="tr-legend">{word('triage.evidence', { found, of })}</p>
        <ul class="tr-lines">
          {judged.lines.map((one) => (
            <Line key={`${one.line.goroutine} ${one.line.role}`} {...props} judgedLine={one} />
          ))}
        </ul>
        {judged.astray.length > 0 && (
          <p class="tr-soft">{word('triage.astray', { ids: judged.astray.join(', ') })}</p>
        )}
      </div>
      <Beliefs heading={word('triage.beliefs')} ids={judged.beliefs} word={word} />
      <details class="tr-findings">
        <summary>{word('triage.findings', { n: judged.findings.length })}</summary>
        <ul class="wb-findings wb">
          {sheet &&
            judged.findings.map((finding) => (
              <FindingCard
                key={`${finding.rule} ${finding.subject}`}
                placed={{ finding, dumps: [{ sheet: sheet.place, dump: 0 }] }}
                sheets={[sheetOf(sheet)]}
                word={word}
                chapter={props.chapter}
              />
            ))}
        </ul>
      </details>
    </section>
  );
}

interface SidesProps extends Pick<BesideProps, 'judged' | 'word'> {
  readonly answer: DeskAnswer;
}

function Sides({ answer, judged, word }: SidesProps) {
  const { right, verdict, deciding } = judged;
  const said = answer.verdict ?? verdict;
  return (
    <div class="tr-sides" data-right={right}>
      <div class="tr-side">
        <p class="tr-legend">{word('triage.yours')}</p>
        <p class="tr-says">{word(`triage.verdict.${said}`)}</p>
        {answer.confidence !== 0 && (
          <p class="tr-soft">{word(`prediction.sure.${answer.confidence}`)}</p>
        )}
      </div>
      <p class="tr-sign">
        <Mark shape={right ? 'right' : 'wrong'} /> {word(right ? 'triage.agree' : 'triage.differ')}
      </p>
      <div class="tr-side">
        <p class="tr-legend">{word('triage.rules')}</p>
        <p class="tr-says">{word(`triage.verdict.${verdict}`)}</p>
        <p class="tr-soft">
          <Prose text={word(`diagnose.${deciding.rule}.title` as WordKey)} />
        </p>
      </div>
    </div>
  );
}

/** A line of the rules' proof: who, where, since when, and whether the reader pointed at it. */
function Line({ judgedLine, word, live, show }: BesideProps & { readonly judgedLine: JudgedLine }) {
  const { line, telling, pointed } = judgedLine;
  const { goroutine, where, state, minutes, alike, role } = line;
  const tone = telling ? 'stuck' : 'wait';
  return (
    <li class="tr-line" data-telling={telling} data-pointed={pointed}>
      <span class="tr-hit">
        <Mark shape={pointed ? 'right' : 'found'} />{' '}
        {word(
          pointed
            ? telling
              ? 'triage.hit'
              : 'triage.hitCrowd'
            : telling
              ? 'triage.missed'
              : 'triage.crowd',
        )}
      </span>
      <span class="tr-at">
        <span class={`code tr-${tone}`} title={`${where.func} ${where.file}`}>
          {place(where)}
        </span>{' '}
        <span class="code tr-func">{shortFunc(where.func)}</span>
      </span>
      <span class="tr-who">
        {nameFinding(word, 'role', role)}
        {alike > 1 && ` × ${alike}`} · {state}
        {minutes > 0 && ` · ${word('goroutine-dump.wait', { n: minutes })}`}
      </span>
      {live && goroutine !== null && (
        <button type="button" class="tr-quiet" onClick={() => show(goroutine)}>
          {word('triage.show', { id: String(goroutine) })}
        </button>
      )}
    </li>
  );
}
