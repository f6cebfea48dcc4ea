import type { Judged } from '../../lesson/triage/judge.ts';
import type { Word } from '../contract.ts';
import { place as placeOf } from '../goroutine-dump/names.ts';
import { Mark } from '../lesson/mark.tsx';
import { sizeText } from '../workbench/say.ts';
import type { Sheet } from './desk.ts';
import type { DeskAnswer } from './state.ts';

interface FilesProps {
  readonly sheets: readonly Sheet[];
  readonly answers: readonly DeskAnswer[];
  readonly judged: readonly (Judged | null)[];
  readonly open: number;
  readonly word: Word;
  readonly live: boolean;
  choose(place: number): void;
}

/** The case files on the desk: what one sees from outside, and what the reader has said. */
export function Files(props: FilesProps) {
  const { sheets, answers, judged, open, word, live, choose } = props;
  return (
    <ol class="tr-files" aria-label={word('triage.files')}>
      {sheets.map((sheet) => {
        const { place } = sheet;
        const inside = (
          <Cover sheet={sheet} answer={answers[place]} judged={judged[place] ?? null} word={word} />
        );
        return (
          <li key={place} data-open={place === open} class="tr-file">
            {live ? (
              <button
                type="button"
                class="tr-cover"
                aria-current={place === open ? 'true' : undefined}
                onClick={() => choose(place)}
              >
                {inside}
              </button>
            ) : (
              <div class="tr-cover">{inside}</div>
            )}
            {!live && <Most sheet={sheet} word={word} />}
          </li>
        );
      })}
    </ol>
  );
}

interface CoverProps {
  readonly sheet: Sheet;
  readonly answer: DeskAnswer | undefined;
  readonly judged: Judged | null;
  readonly word: Word;
}

function Cover({ sheet, answer, judged, word }: CoverProps) {
  const { place, process, bytes, goroutines, longest } = sheet;
  return (
    <>
      <span class="tr-number">{place + 1}</span>
      <span class="tr-what">
        <span class="tr-process">{process}</span>
        <span class="tr-facts">
          {word('triage.file.goroutines', { n: goroutines })} · {sizeText(bytes)}
          {longest > 0 && ` · ${word('triage.file.longest', { n: longest })}`}
        </span>
        <Stamp answer={answer} judged={judged} word={word} />
      </span>
    </>
  );
}

/** What has become of a case. */
function Stamp({ answer, judged, word }: Omit<CoverProps, 'sheet'>) {
  if (!answer?.verdict) return <span class="tr-stamp">{word('triage.stamp.open')}</span>;
  const verdict = word(`triage.verdict.${answer.verdict}`);
  if (!answer.locked) {
    return <span class="tr-stamp tr-pencil">{word('triage.stamp.pencil', { verdict })}</span>;
  }
  return (
    <span class="tr-stamp tr-ink" data-right={judged?.right}>
      {judged && <Mark shape={judged.right ? 'right' : 'wrong'} />} {verdict}
      {judged && (
        <span class="visually-hidden">
          {' '}
          {word(judged.right ? 'triage.agree' : 'triage.differ')}
        </span>
      )}
    </span>
  );
}

/** In the still a file cannot be opened: so its first lines stand on it. */
function Most({ sheet, word }: Pick<CoverProps, 'sheet' | 'word'>) {
  return (
    <table class="tr-most">
      <caption>{word('triage.file.most')}</caption>
      <tbody>
        {sheet.most.map(({ telling, count }) => (
          <tr key={`${telling?.func} ${telling?.line}`}>
            <td>{count}</td>
            <td class="code">{telling ? placeOf(telling) : ''}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
