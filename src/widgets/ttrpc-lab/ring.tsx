import type { Step } from '../../model/explore/search.ts';
import { isIntervention } from '../../model/explore/search.ts';
import type { Machine } from '../../model/kernel/machine.ts';
import type { KindName } from '../../model/kernel/program.ts';
import type { Choice } from '../../model/ttrpc/choices.ts';
import type { Word, WordKey } from '../contract.ts';
import { Card } from './card.tsx';
import { Channel, ClientEdge, ServerEdge } from './edges.tsx';
import { PipeRow } from './pipe.tsx';
import type { Scene, SeatName } from './scene.ts';
import type { LabState } from './state.ts';

interface RingProps {
  readonly machine: Machine;
  readonly scene: Scene;
  readonly state: LabState;
  readonly choices: readonly Choice[];
  /** The step that led here. */
  readonly last: Step | null;
  readonly word: Word;
  readonly live: boolean;
  take(choice: Choice): void;
  focus(kind: KindName): void;
}

/** Both ends side by side: callers above, handlers below, and between them the ring that can close. */
export function Ring(props: RingProps) {
  const { machine, scene, state, choices, last, word } = props;
  const { pipes, circle, channels } = scene;
  const kinds = kindsOf(state);
  const moved = movedIn(machine, last);
  const card = (seat: SeatName) => (
    <Card
      seat={seat}
      kind={kinds[seat]}
      groups={scene.seats[seat]}
      steps={seat === 'keeper' ? [] : stepsOf(seat, kinds[seat], choices, state)}
      moved={moved.includes(kinds[seat])}
      focused={state.focus === kinds[seat]}
      word={word}
      live={props.live}
      take={(n) => {
        const choice = choices[n - 1];
        if (choice) props.take(choice);
      }}
      focus={props.focus}
    />
  );
  const calls = channels.find(({ name }) => name === 'calls');
  const answers = channels.find(({ name }) => name === 'responses');
  const closed = circle.length > 0;
  return (
    <div class="lab-ring" data-closed={closed} data-client={state.client}>
      <p class="lab-side lab-side-client">{word('ttrpc-lab.side.client')}</p>
      <p class="lab-side lab-side-server">{word('ttrpc-lab.side.server')}</p>
      {card('callers')}
      <div class="lab-feed lab-feed-calls">{calls && <Channel ends={calls} word={word} />}</div>
      {card('writer')}
      <PipeRow pipe={pipes.toServer} inCircle={closed} word={word} />
      {card('serverReader')}
      <ClientEdge machine={machine} scene={scene} client={state.client} word={word}>
        {state.client === 'C' && card('keeper')}
      </ClientEdge>
      <p class="lab-hub">
        <b>{closed ? circle.length : '–'}</b>
        <span>
          {word(closed ? 'ttrpc-lab.hub.closed' : 'ttrpc-lab.hub.open', { n: circle.length })}
        </span>
      </p>
      <ServerEdge machine={machine} scene={scene} client={state.client} word={word} />
      {card('clientReader')}
      <PipeRow pipe={pipes.toClient} inCircle={closed} word={word} />
      {card('serverLoop')}
      <div class="lab-feed lab-feed-answers">
        {answers && <Channel ends={answers} word={word} />}
      </div>
      {card('handlers')}
      {state.client !== 'C' && <Keeper scene={scene} word={word} />}
      {state.pod && <p class="lab-pod">{word('ttrpc-lab.pod')}</p>}
    </div>
  );
}

/** Who only waits for the end: a line of words, not a part of the ring. */
function Keeper({ scene, word }: { readonly scene: Scene; readonly word: Word }) {
  const [group] = scene.seats.keeper;
  if (!group) return null;
  return (
    <p class="lab-aside">
      {word(`ttrpc-lab.aside.${group.kind}` as WordKey)} <code>{group.at}</code>
    </p>
  );
}

type Kinds = Readonly<Record<SeatName, KindName>>;

function kindsOf({ client }: LabState): Kinds {
  const writer =
    client === 'A' ? 'client.loop' : client === 'B' ? 'client.sender' : 'client.caller';
  return {
    callers: 'client.caller',
    writer,
    clientReader: 'client.receiver',
    keeper:
      client === 'A' ? 'client.closer' : client === 'B' ? 'client.supervisor' : 'client.caller',
    serverReader: 'server.receiver',
    serverLoop: 'server.loop',
    handlers: 'server.handler',
  };
}

function movedIn(machine: Machine, last: Step | null): readonly KindName[] {
  if (last === null || isIntervention(last)) return [];
  const { goroutine, partner } = last;
  return [goroutine, partner].filter((one) => one >= 0).map((one) => machine.kindOf(one).kind);
}

/** Numbers of the choices in which who sits there takes the step. In families C and D a caller may sit in two places. */
function stepsOf(
  seat: SeatName,
  kind: KindName,
  choices: readonly Choice[],
  { client }: LabState,
): readonly number[] {
  const writes = (says: string) => says.endsWith('.writes') || says.endsWith('.parks');
  return choices.flatMap(({ kinds, told }, place) => {
    if (kinds[0] !== kind) return [];
    if (kind === 'client.caller' && (client === 'C' || client === 'D')) {
      if (writes(told.says) !== (seat === 'writer')) return [];
    }
    return [place + 1];
  });
}
