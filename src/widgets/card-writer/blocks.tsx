import { type Block, blocksOf, type Row } from '../../lesson/card/blocks.ts';
import type { Piece } from '../../lesson/card/inline.ts';

/** What a team typed, as it will look. Text becomes text nodes and nothing else: no HTML of theirs is ever read. */
export function Blocks({ text }: { readonly text: string }) {
  return (
    <>
      {blocksOf(text).map((block, index) => (
        <OneBlock key={index} block={block} />
      ))}
    </>
  );
}

function OneBlock({ block }: { readonly block: Block }) {
  if (block.kind === 'code') return <pre class="code">{block.text}</pre>;
  if (block.kind === 'paragraph') {
    return (
      <p>
        <Rows rows={block.rows} />
      </p>
    );
  }
  const items = block.items.map((rows, index) => (
    <li key={index}>
      <Rows rows={rows} />
    </li>
  ));
  return block.ordered ? <ol start={block.start}>{items}</ol> : <ul>{items}</ul>;
}

/** Lines, each on its own. */
function Rows({ rows }: { readonly rows: readonly Row[] }) {
  return (
    <>
      {rows.map((row, index) => (
        <>
          {index > 0 && <br />}
          {row.map((piece) => (
            <OnePiece piece={piece} />
          ))}
        </>
      ))}
    </>
  );
}

function OnePiece({ piece }: { readonly piece: Piece }) {
  if (piece.kind === 'text') return <>{piece.text}</>;
  if (piece.kind === 'code') return <code class="code">{piece.text}</code>;
  return (
    <a
      class={piece.label === null ? 'cw-bare' : undefined}
      href={piece.address}
      target="_blank"
      rel="noopener noreferrer"
    >
      {piece.label ?? piece.address}
    </a>
  );
}
