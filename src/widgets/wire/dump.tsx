import { Fragment } from 'preact';
import type { Part } from '../../model/ttrpc/wire/part.ts';
import { leaves } from '../../model/ttrpc/wire/part.ts';
import { nameOf, type Row, rowsOf } from '../../model/ttrpc/wire/rows.ts';
import { sourceOf } from '../../model/ttrpc/wire/source.ts';
import { valueText } from '../../model/ttrpc/wire/value.ts';
import type { Word } from '../contract.ts';
import { Bytes, visibleText } from './bytes.tsx';
import { tellPart } from './phrases.ts';
import type { Shown } from './shown.ts';

interface DumpProps {
  readonly id: string;
  readonly shown: Shown;
  /** Path of the piece that is lit, by the pointer or for good. */
  readonly lit: string;
  /** Path of the piece that is lit for good: where the keys go on from. */
  readonly kept: string;
  readonly word: Word;
  readonly live: boolean;
  over(path: string): void;
  /** Lights a piece for good and gives it the focus. */
  go(path: string): void;
}

/** The frame field by field: offset, hex, meaning. Arrow keys go from piece to piece, up and down from field to field. */
export function Dump(props: DumpProps) {
  const { id, shown, word, live, over } = props;
  const pieces = leaves(shown.parts);
  const stop = pieces.find(({ path }) => path === props.kept)?.path ?? pieces[0]?.path ?? '';
  return (
    <div
      class="wr-dump"
      role="group"
      aria-label={word('wire.dump')}
      aria-describedby={live ? `${id}-keys` : undefined}
      onMouseLeave={() => over('')}
    >
      {shown.parts.map((part) => (
        <Block key={part.path} {...props} part={part} stop={stop} />
      ))}
      {live && (
        <p class="wr-keys" id={`${id}-keys`}>
          {word('wire.keys')}
        </p>
      )}
    </div>
  );
}

/** Where a key leads from a piece; null where the key is none of ours or there is nowhere to go. */
function nextPath(parts: readonly Part[], now: string, key: string): string | null {
  const rows = rowsOf(parts);
  const all = rows.flatMap(({ pieces }) => pieces);
  const at = all.findIndex(({ path }) => path === now);
  const row = rows.findIndex(({ pieces }) => pieces.some(({ path }) => path === now));
  switch (key) {
    case 'ArrowRight':
      return all[at + 1]?.path ?? null;
    case 'ArrowLeft':
      return all[at - 1]?.path ?? null;
    case 'ArrowDown':
      return rows[row + 1]?.pieces[0]?.path ?? null;
    case 'ArrowUp':
      return rows[row - 1]?.pieces[0]?.path ?? null;
    case 'Home':
      return all[0]?.path ?? null;
    case 'End':
      return all.at(-1)?.path ?? null;
    default:
      return null;
  }
}

interface BlockProps extends DumpProps {
  readonly part: Part;
  /** The piece that the tab key stops at. */
  readonly stop: string;
}

/** The header or the body with its heading. */
function Block(props: BlockProps) {
  const { part, word } = props;
  const { means, from, to } = part;
  return (
    <section class="wr-block" data-layer={part.layer}>
      <p class="wr-h">
        <b>{word(means === 'header' ? 'wire.block.header' : 'wire.block.body')}</b>{' '}
        <span>{word('wire.bytes', { n: to - from })}</span> <code>{sourceOf(means)}</code>
      </p>
      {rowsOf([part]).map((row) => (
        <Line key={row.part.path} {...props} row={row} />
      ))}
    </section>
  );
}

function Line(props: BlockProps & { readonly row: Row }) {
  const { row, shown, lit, kept, word } = props;
  const { part, depth, pieces } = row;
  const value = valueText(part);
  const size = pieces.at(-1)?.layer === 'value' ? sizeOf(pieces.at(-1)) : 0;
  const isLit = pieces.some(({ path }) => path === lit);
  const here = pieces.find(({ path }) => path === kept);
  return (
    <div class="wr-line" data-lit={isLit}>
      <span class="wr-at" aria-hidden="true">
        {pieces[0]?.from ?? part.from}
      </span>
      <span class="wr-hex">
        {pieces.map((piece) => (
          <Fragment key={piece.path}>
            <Piece {...props} piece={piece} shown={shown} />{' '}
          </Fragment>
        ))}
      </span>
      <span class="wr-means" style={`--wr-depth:${depth}`}>
        <span class="wr-name">{nameOf(part)}</span>{' '}
        <span class="wr-value">
          {value ?? (size > 0 && part.layer === 'field' ? word('wire.bytes', { n: size }) : '')}
        </span>
        <span class="wr-says">{word(`wire.means.${part.means}`)}</span>
      </span>
      {here && <Here piece={here} shown={shown} word={word} />}
    </div>
  );
}

/**
 * In a narrow frame, under the row of the piece that is lit for good: which bytes it is, and what it says that the row does
 * not. A pointer that passes shows nothing here, since the rows would move under it.
 */
function Here(props: { readonly piece: Part; readonly shown: Shown; readonly word: Word }) {
  const { piece, shown, word } = props;
  const told = tellPart(shown, piece.path, word);
  if (!told) return null;
  const framing = piece.layer === 'tag' || piece.layer === 'length';
  return (
    <span class="wr-here">
      <b>{told.name}</b> {told.place}
      {framing && <span> → {told.value}</span>}
    </span>
  );
}

function sizeOf(piece: Part | undefined): number {
  return piece ? piece.to - piece.from : 0;
}

/** One piece's bytes: a tag, a length or a value. */
function Piece(props: BlockProps & { readonly piece: Part }) {
  const { piece, shown, lit, stop, live, word } = props;
  const { path, layer } = piece;
  const look = { class: 'wr-piece', 'data-path': path, 'data-layer': layer };
  const bytes = <Bytes piece={piece} shown={shown} word={word} />;
  if (!live) {
    return (
      <span {...look} data-lit={path === lit}>
        {bytes}
      </span>
    );
  }
  const told = tellPart(shown, path, word);
  const press = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const chosen = event.key === 'Enter' || event.key === ' ';
    const next = chosen ? path : nextPath(shown.parts, path, event.key);
    if (next === null) return;
    event.preventDefault();
    props.go(next);
  };
  return (
    // A real button would not break over lines between its bytes.
    <span
      {...look}
      data-lit={path === lit}
      role="button"
      tabIndex={path === stop ? 0 : -1}
      aria-pressed={path === props.kept}
      aria-label={told ? `${told.name}, ${told.place}: ${visibleText(piece, shown, word)}` : path}
      onMouseOver={() => props.over(path)}
      onFocus={() => props.over('')}
      onClick={() => props.go(path)}
      onKeyDown={press}
    >
      {bytes}
    </span>
  );
}
