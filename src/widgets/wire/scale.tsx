import { HEADER_BYTES } from '../../model/ttrpc/wire/frame.ts';
import { nameOf, type Row, rowsOf } from '../../model/ttrpc/wire/rows.ts';
import type { Word } from '../contract.ts';
import type { Shown } from './shown.ts';

/** A field whose share of the frame is smaller than this gets no name in the drawing. */
const NAMED_SHARE = 0.11;

/** Header and body to scale, field by field. What it tells stands in the dump too, so readers of words skip it. */
export function Scale(props: {
  readonly shown: Shown;
  readonly lit: string;
  readonly word: Word;
  /** Null in the still. */
  readonly over: ((path: string) => void) | null;
  light(path: string): void;
}) {
  const { shown, lit, word, over, light } = props;
  const all = shown.bytes.length;
  const body = all - HEADER_BYTES;
  if (all === 0) return null;
  const rows = rowsOf(shown.parts);
  return (
    <div class="wr-scale" aria-hidden="true" onMouseLeave={() => over?.('')}>
      <div class="wr-bar">
        {rows.map((row) => {
          const size = bytesOf(row);
          const [first] = row.pieces;
          const isLit = row.pieces.some(({ path }) => path === lit);
          return (
            // biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents lint/a11y/useKeyWithMouseEvents: the dump below is the way by keyboard.
            <span
              key={row.part.path}
              data-kind={kindOf(row)}
              data-lit={isLit}
              style={`flex-grow:${size}`}
              onMouseOver={() => first && over?.(first.path)}
              onClick={() => over && first && light(first.path)}
            >
              {size / all >= NAMED_SHARE && <b>{nameOf(row.part)}</b>}
            </span>
          );
        })}
      </div>
      <div class="wr-marks">
        <span style={`flex-grow:${Math.min(HEADER_BYTES, all)}`}>
          {word('wire.scale.header', { n: Math.min(HEADER_BYTES, all) })}
        </span>
        {body > 0 && (
          <span style={`flex-grow:${body}`}>{word('wire.scale.body', { n: body })}</span>
        )}
      </div>
    </div>
  );
}

function bytesOf({ pieces }: Row): number {
  return pieces.reduce((sum, { from, to }) => sum + to - from, 0);
}

function kindOf({ part }: Row): 'header' | 'unread' | 'body' {
  return part.layer === 'header' || part.layer === 'unread' ? part.layer : 'body';
}
