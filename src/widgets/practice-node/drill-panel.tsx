import { useEffect, useReducer, useState } from 'preact/hooks';
import { isEvent, minuteAt, numberOf } from '../../shell/practice/drill/log.ts';
import { EVENTS, type NodeView } from '../../shell/practice/state.ts';
import type { Word } from '../contract.ts';
import { mayNotSave, saveFile } from '../files/save.ts';
import { type Drill, LOG_NAME, markdownOf } from './drill-log.ts';
import { clockOf } from './phrases.ts';
import type { Seat } from './seat.ts';
import { TextToCopy } from './text-to-copy.tsx';

interface DrillPanelProps {
  readonly id: string;
  readonly seat: Pick<Seat, 'inject'>;
  readonly view: NodeView;
  readonly word: Word;
  readonly say: (text: string) => void;
}

/**
 * What the leader of a drill has: events by number alone, since the room sees the same screen. A mark says that the moment of one
 * has come. What happened is listed with its minute, and saved for the debrief with its name.
 */
export function DrillPanel({ id, seat, view, word, say }: DrillPanelProps) {
  const { drill } = view;
  useTicks(drill !== null);
  const begin = word(drill ? 'practice-node.drill.again' : 'practice-node.drill.begin');
  return (
    <section class="pn-drill" aria-labelledby={`${id}-drill`}>
      <header>
        <p class="pn-label" id={`${id}-drill`}>
          {word('practice-node.drill')}
        </p>
        {drill && (
          <p class="pn-minute">
            {word('practice-node.drill.minute', { n: minuteAt(drill, Date.now()) })}
          </p>
        )}
        <button type="button" class="b" onClick={() => void seat.inject('begin')}>
          {begin}
        </button>
      </header>
      <div class="pn-events">
        {EVENTS.map((what, i) => (
          <EventButton
            key={what}
            n={i + 1}
            due={drill?.due.includes(i + 1) ?? false}
            times={drill?.log.filter((row) => row.what === what).length ?? 0}
            word={word}
            press={() => void seat.inject(i + 1)}
          />
        ))}
      </div>
      <p class="pn-soft">{word('practice-node.drill.about')}</p>
      {drill && <Happened drill={drill} word={word} say={say} />}
    </section>
  );
}

interface EventButtonProps {
  readonly n: number;
  readonly due: boolean;
  /** How often it has happened. */
  readonly times: number;
  readonly word: Word;
  readonly press: () => void;
}

function EventButton({ n, due, times, word, press }: EventButtonProps) {
  const now = due ? word('practice-node.drill.due') : '';
  const past = times > 0 ? word('practice-node.drill.times', { n: times }) : '';
  return (
    <button
      type="button"
      class="b"
      data-due={due}
      data-happened={times > 0}
      aria-label={[word('practice-node.drill.event', { n }), now, past].filter(Boolean).join(' ')}
      onClick={press}
    >
      {n}
    </button>
  );
}

interface HappenedProps {
  readonly drill: Drill;
  readonly word: Word;
  readonly say: (text: string) => void;
}

/** The events so far, and the whole log as a file. */
function Happened({ drill, word, say }: HappenedProps) {
  const [shown, setShown] = useState('');
  const events = drill.log.flatMap(({ what, ...row }) =>
    isEvent(what) ? [{ ...row, n: numberOf(what) }] : [],
  );
  const save = () => {
    const text = markdownOf(drill, clockOf, word);
    if (mayNotSave()) return setShown(text);
    saveFile(text, LOG_NAME, 'text/markdown');
    say(word('practice-node.didSave', { name: LOG_NAME }));
  };
  return (
    <>
      {events.length > 0 && (
        <ol class="pn-happened">
          {events.map((row) => (
            <li key={`${row.wall} ${row.n}`}>
              <span>{word('practice-node.drill.minute', { n: minuteAt(drill, row.wall) })}</span>
              <span>{word('practice-node.drill.event', { n: row.n })}</span>
              <time>{clockOf(row.at)}</time>
            </li>
          ))}
        </ol>
      )}
      <button type="button" class="b" onClick={save}>
        {word('practice-node.drill.save')}
      </button>
      {shown !== '' && (
        <TextToCopy
          label={word('practice-node.drill.copy', { name: LOG_NAME })}
          text={shown}
          close={() => setShown('')}
        />
      )}
    </>
  );
}

const TICK = 5_000;

/** Draws again every few seconds, so that the minute goes on. */
function useTicks(on: boolean): void {
  const [, draw] = useReducer((n: number) => n + 1, 0);
  useEffect(() => {
    if (!on) return;
    const timer = setInterval(() => draw(0), TICK);
    return () => clearInterval(timer);
  }, [on]);
}
