import type { Choice } from '../../model/ttrpc/choices.ts';
import type { Word } from '../contract.ts';
import { wordOf } from '../lesson/phrase.ts';
import type { Board, Crowd, Mood, Pipe, Seat } from './board.ts';
import { stepInWords } from './steps.tsx';

interface MachineProps {
  readonly board: Board;
  readonly live: boolean;
  readonly word: Word;
  take(choice: Choice): void;
}

/** Client left, server right, the socket between. Each goroutine has the steps that it can take. */
export function Machine(props: MachineProps) {
  const { board, word } = props;
  const { client, server, pipes, incoming } = board;
  return (
    <div class="play-board">
      <section class="play-side">
        <p class="play-side-name">{word('exercise.schedule.client')}</p>
        <Calls crowd={board.callers} {...props} />
        {client.map((seat) => (
          <One key={seat.kind} seat={seat} {...props} />
        ))}
        {incoming && <Tube name={word('exercise.schedule.incoming')} to="up" pipe={incoming} />}
      </section>
      <div class="play-wire">
        <Tube name={word('exercise.schedule.requests')} to="right" pipe={pipes.toServer} />
        <Tube name={word('exercise.schedule.answers')} to="left" pipe={pipes.toClient} />
        <Steps choices={board.outside} {...props} />
      </div>
      <section class="play-side">
        <p class="play-side-name">{word('exercise.schedule.server')}</p>
        {server.map((seat) => (
          <One key={seat.kind} seat={seat} {...props} />
        ))}
        <Calls crowd={board.handlers} {...props} />
      </section>
    </div>
  );
}

/** A goroutine that exists once: where it stands and what it holds. */
function One({ seat, ...rest }: MachineProps & { readonly seat: Seat }) {
  const { kind, at, hand, mood, choices } = seat;
  const { word } = rest;
  const held = kind === 'client.loop' || kind === 'client.sender' || kind === 'server.receiver';
  return (
    <div class="play-one" data-mood={mood}>
      <p class="play-who">
        <strong>{wordOf(word, `exercise.schedule.who.${kind}`)}</strong> <code>{at}</code>
        <MoodTag mood={mood} word={word} />
      </p>
      {hand !== null && (
        <p class="play-hand">
          {word(held ? 'exercise.schedule.holdsRequest' : 'exercise.schedule.holdsAnswer', {
            call: hand,
          })}
        </p>
      )}
      <Steps choices={choices} {...rest} />
    </div>
  );
}

/** The goroutines of the calls: how many stand where. */
function Calls({ crowd, ...rest }: MachineProps & { readonly crowd: Crowd }) {
  const { kind, counts, mood, choices } = crowd;
  const { word } = rest;
  const said = Object.entries(counts)
    .filter(([, n]) => n > 0)
    .map(([what, n]) => wordOf(word, `exercise.schedule.calls.${what}`, { n }));
  return (
    <div class="play-one play-calls" data-mood={mood}>
      <p class="play-who">
        <strong>{wordOf(word, `exercise.schedule.who.${kind}`)}</strong>
        <MoodTag mood={mood} word={word} />
      </p>
      <p class="play-hand">
        {said.length === 0
          ? word('exercise.schedule.calls.none')
          : said.join(word('exercise.list'))}
      </p>
      <Steps choices={choices} {...rest} />
    </div>
  );
}

function MoodTag({ mood, word }: { readonly mood: Mood; readonly word: Word }) {
  if (mood === 'moves' || mood === 'rests') return null;
  return (
    <span class={`tag tag-${mood === 'circle' ? 'stuck' : 'wait'}`}>
      {word(`exercise.schedule.mood.${mood}`)}
    </span>
  );
}

/** The steps that can be taken here. In the still there are none to press. */
function Steps({
  choices,
  live,
  word,
  take,
}: MachineProps & { readonly choices: readonly Choice[] }) {
  if (!live || choices.length === 0) return null;
  return (
    <div class="play-steps">
      {choices.map((choice) => (
        <button
          key={choice.told.says}
          type="button"
          class="play-step"
          data-step={choice.told.says}
          onClick={() => take(choice)}
        >
          {stepInWords(choice.told, word)}
        </button>
      ))}
    </div>
  );
}

/** One direction of the socket, or a channel: places, those that are taken with their call. */
function Tube({
  name,
  to,
  pipe: { room, calls },
}: {
  readonly name: string;
  readonly to: 'left' | 'right' | 'up';
  readonly pipe: Pipe;
}) {
  const places = Array.from({ length: Math.max(room, calls.length) }, (_, place) => calls[place]);
  return (
    <div class="play-tube" data-to={to} data-full={calls.length >= room}>
      <span class="play-tube-name">{name}</span>
      <span class="play-cells">
        {places.map((call, place) => (
          <i key={`${place + 1}`} data-full={call !== undefined}>
            {call}
          </i>
        ))}
      </span>
    </div>
  );
}
