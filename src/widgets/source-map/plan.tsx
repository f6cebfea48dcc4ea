import type { Word } from '../contract.ts';
import { whatInWords } from './phrases.ts';
import { folderOf, ROOMS, type Room, roomOf } from './rooms.ts';
import { hopsOf, ROUTES } from './routes.ts';
import type { SourceMapState } from './state.ts';

interface PlanProps {
  readonly state: SourceMapState;
  readonly word: Word;
  readonly live: boolean;
  step(room: Room): void;
}

/** The rooms as a plan: who is called from outside above, who speaks to the runtime below. */
export function Plan(props: PlanProps) {
  const { state, word } = props;
  const arrived = state.done === hopsOf(state.route).length;
  const { leaves } = ROUTES[state.route];
  return (
    <div class="sm-plan" role="group" aria-label={word('source-map.plan')}>
      {ROOMS.map((room) => (
        <Place key={room} {...props} room={room} />
      ))}
      <p class="sm-out sm-cgroup" data-on={arrived && leaves === 'cgroup'}>
        {word('source-map.out.cgroup')}
      </p>
      <p class="sm-out sm-containerd" data-on={arrived && leaves === 'containerd'}>
        {word('source-map.out.containerd')}
      </p>
    </div>
  );
}

function Place({ room, state, word, live, step }: PlanProps & { readonly room: Room }) {
  const found = hopsOf(state.route).slice(0, state.done);
  const number = found.findIndex((hop) => hop.room === room) + 1;
  const line = state.line === '' ? null : roomOf(state.line);
  const looks = {
    'data-on': number > 0,
    'data-here': found.at(-1)?.room === room,
    'data-tried': state.tried === room,
    'data-line': line?.is === 'room' && line.room === room,
  };
  const inside = (
    <>
      {number > 0 && <b class="sm-number">{word('source-map.n', { n: number })}</b>}
      <code>
        {room === 'kubelet' ? '' : 'pkg/kubelet/'}
        <wbr />
        {room === 'kubelet' ? folderOf(room) : room}
      </code>
      <small>{whatInWords(room, word)}</small>
    </>
  );
  return live ? (
    <button type="button" class={`sm-room sm-${room}`} {...looks} onClick={() => step(room)}>
      {inside}
    </button>
  ) : (
    <div class={`sm-room sm-${room}`} {...looks}>
      {inside}
    </div>
  );
}

/** The functions of the way so far. */
export function Steps({ state, word }: { readonly state: SourceMapState; readonly word: Word }) {
  const found = hopsOf(state.route).slice(0, state.done);
  return (
    <ol class="sm-steps" aria-label={word('source-map.steps')}>
      {found.map(({ file, func }) => (
        <li key={func}>
          <code>{func}</code>
          <code class="sm-file">pkg/kubelet/{file}</code>
        </li>
      ))}
      {state.done < hopsOf(state.route).length && <li class="sm-open">?</li>}
    </ol>
  );
}
