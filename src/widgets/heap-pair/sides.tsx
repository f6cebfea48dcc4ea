import type { Word } from '../contract.ts';
import { largest, shown } from './compare.ts';
import type { Heaps } from './heap.ts';
import { filesOf, PAIRS, SIDES, type Side } from './pairs.ts';
import { bytesInWords, letter } from './phrases.ts';
import type { HeapPairState } from './state.ts';

const ROWS = 6;

interface SidesProps {
  readonly state: HeapPairState;
  readonly data: Heaps;
  readonly word: Word;
  /** Their names are told. */
  readonly told: boolean;
}

/** Both processes beside each other, drawn to one scale. */
export function Sides(props: SidesProps) {
  const { state, data } = props;
  const { pair, look, measure } = state;
  const most = Math.max(
    1,
    ...SIDES.flatMap((side) => {
      const heap = data[pair][side].heaps[measure];
      return largest(heap, look, ROWS).flatMap(({ first, last }) =>
        look === 'difference' ? [first, last] : [shown({ first, last }, look)],
      );
    }),
  );
  return (
    <div class="hp-sides">
      {SIDES.map((side) => (
        <Process key={side} {...props} side={side} most={most} />
      ))}
    </div>
  );
}

function Process(props: SidesProps & { readonly side: Side; readonly most: number }) {
  const { state, data, word, told, side, most } = props;
  const { pair, look, measure } = state;
  const heap = data[pair][side].heaps[measure];
  const { name, hangs } = PAIRS[pair][side];
  const rows = largest(heap, look, ROWS);
  const [first, last] = filesOf(pair, side);
  return (
    <section class="hp-side">
      <p class="hp-who">
        <strong>{word('heap-pair.process', { side: letter(side) })}</strong>{' '}
        {told && (
          <>
            <span>{name}</span>{' '}
            <span class={hangs ? 'tag tag-stuck' : 'tag tag-sound'}>
              {word(hangs ? 'heap-pair.hangs' : 'heap-pair.works')}
            </span>
          </>
        )}
      </p>
      <p class="hp-total">
        <b>{bytesInWords(shown(heap, look), look)}</b>{' '}
        {look === 'difference' && (
          <span>
            {word('heap-pair.fromTo', {
              from: bytesInWords(heap.first, 'first'),
              to: bytesInWords(heap.last, 'last'),
              seconds: data[pair][side].seconds,
            })}
          </span>
        )}
      </p>
      {rows.length === 0 ? (
        <p class="hp-note">{word('heap-pair.same')}</p>
      ) : (
        <ol>
          {rows.map((row) => (
            <li key={row.name}>
              <code>{row.name}</code>
              <span class="hp-bar">
                <Bar row={row} look={look} most={most} />
              </span>
              <b>{bytesInWords(shown(row, look), look)}</b>
            </li>
          ))}
        </ol>
      )}
      {told && (
        <p class="hp-path">
          <code>{look === 'first' ? first : last}</code>
        </p>
      )}
    </section>
  );
}

/** One look: how much. A difference: what was there before, and in colour what came to it. */
function Bar({
  row,
  look,
  most,
}: {
  readonly row: { readonly first: number; readonly last: number };
  readonly look: HeapPairState['look'];
  readonly most: number;
}) {
  const width = (bytes: number) => ({ inlineSize: `${(100 * Math.max(0, bytes)) / most}%` });
  if (look !== 'difference') return <i class="hp-had" style={width(shown(row, look))} />;
  const { first, last } = row;
  return (
    <>
      <i class="hp-had" style={width(Math.min(first, last))} />
      <i class={last > first ? 'hp-grew' : 'hp-shrank'} style={width(Math.abs(last - first))} />
    </>
  );
}
