import { format } from '../../evidence/pprof/unit.ts';
import type { Word } from '../contract.ts';
import { FILES, type Sample, type Samples } from './captured.ts';
import { commandOf, type Door, readerOf, secondsOf, WAYS } from './doors.ts';
import { factsInWords, nameOf, verdictInWords } from './phrases.ts';
import { answering, QUESTIONS, verdictOf } from './questions.ts';
import type { DoorsState } from './state.ts';

/** What is behind the door that was opened last: the verdict, the command, and what a captured file says. */
export function Behind({
  state,
  data,
  word,
}: {
  readonly state: DoorsState;
  readonly data: Samples;
  readonly word: Word;
}) {
  const { question, opened } = state;
  const door = opened.at(-1);
  if (door === undefined) return <p class="pd-behind pd-closed">{word('pprof-doors.closed')}</p>;
  const { process } = QUESTIONS[question];
  const command = commandOf(process, door);
  const way = WAYS[door];
  const seconds = secondsOf(process, door);
  const verdict = verdictOf(question, door).is;
  const found = opened.some((one) => verdictOf(question, one).is === 'answers');
  return (
    <section class="pd-behind" data-verdict={verdict} aria-label={nameOf(door)}>
      <p class="pd-verdict">{verdictInWords(state, word)}</p>
      {found && (
        <p class="pd-note">
          {word('pprof-doors.all', {
            n: answering(question).length,
            doors: answering(question).map(nameOf).join(word('pprof-doors.comma')),
          })}
        </p>
      )}
      {command !== '' && (
        <>
          <p class="pd-command">
            <code>{command}</code>
          </p>
          <p class="pd-note">{word(`pprof-doors.needs.${process}`)}</p>
          <dl class="pd-facts">
            <dt>{word('pprof-doors.comes')}</dt>
            <dd>
              {word(`pprof-doors.form.${way.form}`)} <code>{readerOf(way.form)}</code>
            </dd>
            <dt>{word('pprof-doors.gives')}</dt>
            <dd>{factsInWords(way.gives, word)}</dd>
            <dt>{word('pprof-doors.takes')}</dt>
            <dd>
              {seconds === 0
                ? word('pprof-doors.takes.moment')
                : word('pprof-doors.takes.seconds', { n: seconds })}
            </dd>
          </dl>
          <Seen door={door} data={data} word={word} />
        </>
      )}
    </section>
  );
}

function Seen({
  door,
  data,
  word,
}: {
  readonly door: Door;
  readonly data: Samples;
  readonly word: Word;
}) {
  const captured = (Object.keys(FILES) as (keyof typeof FILES)[]).find((name) => name === door);
  if (captured === undefined) return <p class="pd-note">{word('pprof-doors.none')}</p>;
  const sample = data[captured];
  const most = Math.max(...sample.rows.map(({ value }) => value));
  return (
    <figure class="pd-sample">
      <figcaption>
        {headOf(sample, word)} <code>{sample.path}</code>
      </figcaption>
      <ol>
        {sample.rows.map(({ name, value }) => (
          <li key={name}>
            <b>
              {sample.kind === 'bytes'
                ? format(value, 'bytes')
                : word('pprof-doors.n', { n: value })}
            </b>
            <i style={{ inlineSize: `${(100 * value) / most}%` }} />
            <code>{name}</code>
          </li>
        ))}
      </ol>
    </figure>
  );
}

function headOf(sample: Sample, word: Word): string {
  const { kind, total } = sample;
  switch (kind) {
    case 'bytes':
      return word('pprof-doors.sample.bytes', {
        total: format(total, 'bytes'),
        stacks: sample.stacks,
      });
    case 'stacks':
      return word('pprof-doors.sample.stacks', { total, stacks: sample.stacks });
    case 'states':
      return sample.oldest > 0
        ? word('pprof-doors.sample.aged', { total, oldest: sample.oldest })
        : word('pprof-doors.sample.states', { total });
  }
}
