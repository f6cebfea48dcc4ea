import type { Word } from '../contract.ts';
import type { Hop } from './standing.ts';

/** So many are drawn one by one; the rest is a number. */
const DRAWN = 40;

/** The calls at a hop: those that wait, and as rings those that were freed. */
export function Dots({ hop, word }: { readonly hop: Hop; readonly word: Word }) {
  const { waiting, freed, forEver } = hop;
  const full = Math.min(waiting, DRAWN);
  const rings = Math.min(freed, DRAWN - full);
  const rest = waiting + freed - full - rings;
  return (
    <p class="cc-dots" aria-hidden="true">
      {Array.from({ length: full }, (_, dot) => (
        <i key={dot} class={forEver ? 'cc-dot cc-stuck' : 'cc-dot cc-wait'} />
      ))}
      {Array.from({ length: rings }, (_, ring) => (
        <i key={`ring-${ring}`} class="cc-dot cc-freed" />
      ))}
      {rest > 0 && <span>{word('call-chain.more', { n: rest })}</span>}
    </p>
  );
}

/** The same in words. */
export function Tags({ hop, word }: { readonly hop: Hop; readonly word: Word }) {
  const { waiting, freed, forEver } = hop;
  return (
    <>
      <span class={waiting === 0 ? 'tag' : forEver ? 'tag tag-stuck' : 'tag tag-wait'}>
        {waiting === 0
          ? word('call-chain.nobody')
          : word(forEver ? 'call-chain.forEver' : 'call-chain.wait', { n: waiting })}
      </span>
      {freed > 0 && <span class="tag tag-sound">{word('call-chain.freed', { n: freed })}</span>}
    </>
  );
}
