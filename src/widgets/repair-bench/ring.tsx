import type { ComponentChildren } from 'preact';
import type { Single } from '../../model/kernel/program.ts';
import type { Word } from '../contract.ts';
import { Choose, Cut, Toggle, Tube } from './pieces.tsx';
import { BUFFERS, type RepairSet, ROOMS } from './state.ts';
import type { CircleWait, Scene } from './telling.ts';

interface RingProps {
  readonly id: string;
  readonly set: RepairSet;
  readonly scene: Scene;
  /** The circle of waits, where the set ends in one. */
  readonly stuck: readonly CircleWait[];
  readonly word: Word;
  readonly live: boolean;
  choose(part: Partial<RepairSet>): void;
}

/** The four goroutines that can wait in a circle, the two directions of the socket between them, and every repair at its place. */
export function Ring(props: RingProps) {
  const { id, set, scene, stuck, word, live, choose } = props;
  const split = set.client === 'B';
  const decoupled = set.server === 'S2';
  const common = { word, live };
  const room = { ...common, label: word('repair-bench.room'), options: ROOMS };
  return (
    <div class="rb-ring" data-stuck={stuck.length > 0}>
      <div class="rb-callers">
        <strong>{word('repair-bench.callers')}</strong>
        <span class="rb-soft">{callersInWords(scene, word)}</span>
        <Toggle
          {...common}
          on={set.deadlines}
          text={word('repair-bench.repair.deadlines')}
          toggle={(deadlines) => choose({ deadlines })}
        />
      </div>
      <One {...props} place="writer" who={split ? 'client.sender' : 'client.loop'} holds="request">
        <Toggle
          {...common}
          on={split}
          text={word('repair-bench.repair.client')}
          toggle={(on) => choose({ client: on ? 'B' : 'A' })}
        />
      </One>
      <Tube
        place="requests"
        to="right"
        name={word('repair-bench.requests')}
        room={set.requests}
        calls={scene.toServer}
      >
        <Choose
          {...room}
          id={`${id}-requests`}
          value={set.requests}
          choose={(requests) => choose({ requests })}
        />
      </Tube>
      <One {...props} place="server-reader" who="server.receiver" holds="request">
        <Toggle
          {...common}
          on={decoupled}
          text={word('repair-bench.repair.server')}
          toggle={(on) => choose({ server: on ? 'S2' : 'S1' })}
        />
      </One>
      <Cut
        place="server-edge"
        cut={decoupled}
        to="down"
        text={word(decoupled ? 'repair-bench.cut.server' : 'repair-bench.handoff')}
        cells={null}
      />
      <One {...props} place="server-loop" who="server.loop" holds="answer" />
      <Tube
        place="answers"
        to="left"
        name={word('repair-bench.answers')}
        room={set.answers}
        calls={scene.toClient}
      >
        <Choose
          {...room}
          id={`${id}-answers`}
          value={set.answers}
          choose={(answers) => choose({ answers })}
        />
      </Tube>
      <One {...props} place="reader" who="client.receiver" holds="answer" />
      <Cut
        place="incoming"
        cut={split}
        to="up"
        text={word(split ? 'repair-bench.cut.client' : 'repair-bench.handoff')}
        cells={split ? null : { room: set.incoming, calls: scene.incoming }}
      >
        <Choose
          {...common}
          id={`${id}-incoming`}
          label={word('repair-bench.incoming')}
          options={BUFFERS}
          value={set.incoming}
          refused={split ? word('repair-bench.incoming.gone') : ''}
          choose={(incoming) => choose({ incoming })}
        />
      </Cut>
      <div class="rb-kernel">
        <Toggle
          {...common}
          on={set.quarter}
          text={word('repair-bench.world.quarter')}
          toggle={(quarter) => choose({ quarter })}
        />
        <p class="rb-soft">
          {word(set.quarter ? 'repair-bench.quarter.on' : 'repair-bench.quarter.off')}
        </p>
      </div>
    </div>
  );
}

interface OneProps extends RingProps {
  /** Its area of the ring. */
  readonly place: string;
  readonly who: Exclude<Single, 'client.supervisor' | 'client.closer'>;
  readonly holds: 'request' | 'answer';
  readonly children?: ComponentChildren;
}

/** One goroutine: its name, its line, what it has in hand. */
function One({ place: area, who, holds, scene, stuck, word, children }: OneProps) {
  const standing = scene.ones.get(who);
  const place = stuck.findIndex(({ kind }) => kind === who);
  const hand = standing?.hand ?? null;
  return (
    <div class={`rb-one rb-at-${area}`} data-stuck={place >= 0}>
      <p class="rb-who">
        {place >= 0 && <b class="rb-mark">{place + 1}</b>}{' '}
        <strong>{word(`repair-bench.one.${who}`)}</strong> <code>{standing?.at ?? ''}</code>
      </p>
      <p class="rb-soft">
        {hand === null
          ? word('repair-bench.hand.none')
          : word(`repair-bench.hand.${holds}`, { call: hand })}
      </p>
      {children}
    </div>
  );
}

function callersInWords({ ended, waiting }: Scene, word: Word): string {
  if (ended.left > 0)
    return word('repair-bench.callers.left', { left: ended.left, answered: ended.answered });
  return waiting > 1
    ? word('repair-bench.callers.wait', { waiting, answered: ended.answered })
    : word('repair-bench.callers.rest');
}
