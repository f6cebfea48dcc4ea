import type { Word } from '../contract.ts';
import { NumberField } from '../parts/number-field.tsx';
import { frameInWords, NAMED_FRAMES } from './frames.ts';
import { FRAME_BYTES, SNDBUF_BYTES, type SocketState, startOver } from './state.ts';

/** What is written, into how large a buffer. Another choice begins with an empty socket. */
export function Controls(props: {
  readonly id: string;
  readonly state: SocketState;
  readonly word: Word;
  /** Goes to a state and tells what led there. */
  move(next: SocketState, text: string): void;
  /** Tells what was refused. */
  say(text: string): void;
}) {
  const { id, state, word, move, say } = props;
  const { frameBytes, sndbuf } = state.pipe;
  const set = (part: { frameBytes?: number; sndbuf?: number }) => {
    const next = startOver(state, part);
    move(next, word('socket.set', { frame: next.pipe.frameBytes, sndbuf: next.pipe.sndbuf }));
  };
  const refuse = (limits: { least: number; most: number }, kept: number) => (value: string) =>
    word('socket.outOf', { value: value === '' ? '""' : value, kept, ...limits });
  return (
    <div class="sk-controls">
      <div class="sk-choose">
        <label for={`${id}-frame`}>{word('socket.frame')}</label>
        <select
          id={`${id}-frame`}
          class="field"
          value={NAMED_FRAMES.some(({ bytes }) => bytes === frameBytes) ? frameBytes : ''}
          onChange={(event) => {
            const chosen = Number(event.currentTarget.value);
            if (chosen > 0) set({ frameBytes: chosen });
          }}
        >
          <option value="">{word('socket.frame.own')}</option>
          {(['requests', 'answers'] as const).map((group) => (
            <optgroup key={group} label={word(`socket.frame.${group}`)}>
              {NAMED_FRAMES.filter((frame) => frame.group === group).map((frame) => (
                <option key={frame.bytes} value={frame.bytes}>
                  {frameInWords(frame, word)}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      </div>
      <NumberField
        id={`${id}-bytes`}
        label={word('socket.bytes')}
        value={frameBytes}
        {...FRAME_BYTES}
        refusal={refuse(FRAME_BYTES, frameBytes)}
        commit={(value) => set({ frameBytes: value })}
        say={say}
      />
      <NumberField
        id={`${id}-sndbuf`}
        label={word('socket.sndbuf')}
        value={sndbuf}
        {...SNDBUF_BYTES}
        refusal={refuse(SNDBUF_BYTES, sndbuf)}
        commit={(value) => set({ sndbuf: value })}
        say={say}
      />
    </div>
  );
}
