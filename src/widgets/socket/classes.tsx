import {
  capacity,
  chargeOfWrite,
  measuredFills,
  measuredOn,
  readsUntilWake,
  SNDBUF,
} from '../../model/kernel/charge.ts';
import type { Word } from '../contract.ts';
import type { Pipe } from './pipe.ts';

/** The five classes of frames that are one write: what the model says beside what the kernel did. */
export function Classes(props: {
  readonly open: boolean;
  /** Its frames' class is marked, where its buffer is the one that was measured. */
  readonly pipe: Pipe;
  readonly word: Word;
  toggle(open: boolean): void;
}) {
  const { open, pipe, word, toggle } = props;
  return (
    <details
      class="sk-classes"
      open={open}
      onToggle={(event) => event.currentTarget.open !== open && toggle(event.currentTarget.open)}
    >
      <summary>{word('socket.classes')}</summary>
      <table>
        <thead>
          <tr>
            <th scope="col" rowSpan={2}>
              {word('socket.classes.size')}
            </th>
            <th scope="col" rowSpan={2}>
              {word('socket.classes.charge')}
            </th>
            <th scope="colgroup" colSpan={2}>
              {word('socket.classes.fit')}
            </th>
            <th scope="colgroup" colSpan={2}>
              {word('socket.classes.wake')}
            </th>
            <td rowSpan={2} />
          </tr>
          <tr>
            {[0, 1].map((pair) =>
              (['model', 'kernel'] as const).map((whose) => (
                <th key={`${pair} ${whose}`} scope="col">
                  {word(`socket.classes.${whose}`)}
                </th>
              )),
            )}
          </tr>
        </thead>
        <tbody>
          {measuredFills.map((fill) => (
            <Row key={fill.fromBytes} fill={fill} now={isOf(pipe, fill)} word={word} />
          ))}
        </tbody>
      </table>
      <p class="sk-note">{word('socket.classes.note', { kernel: measuredOn, sndbuf: SNDBUF })}</p>
    </details>
  );
}

type Fill = (typeof measuredFills)[number];

function isOf({ frameBytes, sndbuf }: Pipe, { fromBytes, toBytes }: Fill): boolean {
  return sndbuf === SNDBUF && frameBytes >= fromBytes && frameBytes <= toBytes;
}

function Row(props: { readonly fill: Fill; readonly now: boolean; readonly word: Word }) {
  const { fill, now, word } = props;
  const { fromBytes, toBytes, frames, readsUntilWake: reads } = fill;
  const fits = capacity(toBytes);
  const wakes = readsUntilWake(toBytes);
  const same = fits === frames && wakes === reads;
  return (
    <tr aria-current={now ? 'true' : undefined}>
      <th scope="row">
        {word('socket.n', { n: fromBytes })}–{word('socket.n', { n: toBytes })}
      </th>
      <td>{word('socket.n', { n: chargeOfWrite(toBytes) })}</td>
      <td>{fits}</td>
      <td>{frames}</td>
      <td>{wakes}</td>
      <td>{reads}</td>
      <td>
        <span class={same ? 'tag tag-sound' : 'tag tag-stuck'}>
          {word(same ? 'socket.classes.same' : 'socket.classes.differs')}
        </span>
      </td>
    </tr>
  );
}
