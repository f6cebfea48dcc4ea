import { useEffect, useRef } from 'preact/hooks';
import { type Astray, foundIn, type Judged, type JudgedLine } from '../../lesson/triage/judge.ts';
import type { WordKey } from '../contract.ts';
import { inLibrary, place, shortFunc } from '../goroutine-dump/names.ts';
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
        {judged.lines.length > 0 && (
          <>
            <p class="tr-legend">
              {word(evidenceWord(judged), { found, of, places: tellingPlaces(judged) })}
            </p>
            <ul class="tr-lines">
              {judged.lines.map((one) => (
                <Line key={`${one.line.goroutine} ${one.line.role}`} {...props} judgedLine={one} />
              ))}
            </ul>
          </>
        )}
        {judged.astray.map((one) => (
          <p class="tr-soft" key={one.goroutine}>
            {word(astrayWord(one), { id: String(one.goroutine), at: positionOf(one) })}
          </p>
        ))}
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
        <p class="tr-soft">
          <span class="tag">{nameFinding(word, 'confidence', deciding.confidence)}</span>
        </p>
      </div>
    </div>
  );
}

/** Where a goroutine stands that was pointed at, as the list names it: `client.go:161`; '' where the dump has no line. */
function positionOf({ stack }: Astray): string {
  const frame = stack?.frames.find((one) => !inLibrary(one)) ?? stack?.frames[0];
  return frame ? place(frame) : '';
}

function tellingPlaces({ lines }: Judged): number {
  return lines.filter(({ telling }) => telling).length;
}

/** How the list of proof is headed: what is healthy need not be pointed at, and there may be more places than points. */
function evidenceWord(judged: Judged): WordKey {
  if (judged.verdict === 'healthy') return 'triage.evidence.well';
  return tellingPlaces(judged) > foundIn(judged).of ? 'triage.evidence.more' : 'triage.evidence';
}

function astrayWord({ stack, lasting }: Astray): WordKey {
  if (!stack) return 'triage.astray.none';
  return lasting ? 'triage.astray.lasting' : 'triage.astray';
}

interface LineProps extends BesideProps {
  readonly judgedLine: JudgedLine;
}

/** What a place of the proof was to the reader. A handler in its method is of the crowd, and waits for its own work. */
function hitWord({ line, telling, pointed }: JudgedLine, well: boolean): WordKey {
  if (pointed) return telling ? 'triage.hit' : 'triage.hitCrowd';
  if (telling) return well ? 'triage.seen' : 'triage.missed';
  return line.position === 'server.handler.call' ? 'triage.crowd.call' : 'triage.crowd';
}

/** A line of the rules' proof: who, where, since when, and whether the reader pointed at it. */
function Line({ judgedLine, judged, word, live, show }: LineProps) {
  const { line, telling, pointed } = judgedLine;
  const { goroutine, where, state, minutes, alike, role } = line;
  const well = judged.verdict === 'healthy';
  const tone = well ? 'sound' : telling ? 'stuck' : 'wait';
  return (
    <li class="tr-line" data-telling={telling} data-pointed={pointed}>
      <span class="tr-hit">
        <Mark shape={pointed ? 'right' : 'found'} /> {word(hitWord(judgedLine, well))}
      </span>
      <span class="tr-at">
        <span class={`code tr-${tone}`} title={`${where.func} ${where.file}`}>
          {place(where)}
        </span>{' '}
        <span class="code tr-func">{shortFunc(where.func)}</span>
      </span>
      <span class="tr-who">
        {nameFinding(word, 'role', role)}
        {alike > 1 && !well && ` × ${alike}`} · {state}
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
