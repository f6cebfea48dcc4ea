import { Fragment } from 'preact';
import { hexOf } from '../../model/ttrpc/wire/hex.ts';
import type { Part } from '../../model/ttrpc/wire/part.ts';
import type { Word } from '../contract.ts';
import type { Shown } from './shown.ts';

/** A piece longer than this shows its beginning and its end, with how much is left out between. */
const WHOLE = 160;
const HEAD = 96;
const TAIL = 16;

interface BytesProps {
  readonly piece: Part;
  readonly shown: Shown;
  readonly word: Word;
}

/** The bytes of a piece as hex, those that the reader changed marked. */
export function Bytes({ piece, shown, word }: BytesProps) {
  const { from, to } = piece;
  if (to - from <= WHOLE) return <Run shown={shown} from={from} to={to} />;
  return (
    <>
      <Run shown={shown} from={from} to={from + HEAD} />
      <span class="wr-cut">{word('wire.cut', { n: to - from - HEAD - TAIL })}</span>
      <Run shown={shown} from={to - TAIL} to={to} />
    </>
  );
}

/** What `Bytes` shows, as text: a piece's name for screen readers holds what others see. */
export function visibleText({ from, to }: Part, { bytes }: Shown, word: Word): string {
  if (to - from <= WHOLE) return hexOf(bytes.slice(from, to), ' ');
  const left = word('wire.cut', { n: to - from - HEAD - TAIL });
  const [head, tail] = [bytes.slice(from, from + HEAD), bytes.slice(to - TAIL, to)];
  return `${hexOf(head, ' ')} ${left} ${hexOf(tail, ' ')}`;
}

interface RunProps {
  readonly shown: Shown;
  readonly from: number;
  readonly to: number;
}

function Run({ shown, from, to }: RunProps) {
  return (
    <>
      {runsOf(shown.changes?.bytes ?? new Set(), from, to).map((run) => {
        const hex = hexOf(shown.bytes.slice(run.from, run.to), ' ');
        return (
          <Fragment key={run.from}>
            {run.from > from && ' '}
            {run.changed ? <mark>{hex}</mark> : hex}
          </Fragment>
        );
      })}
    </>
  );
}

/** Stretches of bytes that are all changed, or all not. */
export function runsOf(
  changed: ReadonlySet<number>,
  from: number,
  to: number,
): readonly { readonly from: number; readonly to: number; readonly changed: boolean }[] {
  const runs: { from: number; to: number; changed: boolean }[] = [];
  for (let at = from; at < to; at++) {
    const last = runs.at(-1);
    if (last && last.changed === changed.has(at)) last.to = at + 1;
    else runs.push({ from: at, to: at + 1, changed: changed.has(at) });
  }
  return runs;
}
