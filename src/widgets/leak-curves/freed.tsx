import type { Word } from '../contract.ts';

const FREED = ['leak-curves.freed.kubelet', 'leak-curves.freed.containerd'] as const;
const KEPT = [
  'leak-curves.kept.connection',
  'leak-curves.kept.next',
  'leak-curves.kept.execs',
  'leak-curves.kept.eviction',
] as const;

/** What a deadline gives back, and what it does not. */
export function Freed({ word }: { readonly word: Word }) {
  return (
    <section class="lk-freed" aria-label={word('leak-curves.freed.title')}>
      <div class="lk-gives">
        <p class="lk-h">{word('leak-curves.freed.gives')}</p>
        <ul>
          {FREED.map((key) => (
            <li key={key}>{word(key)}</li>
          ))}
        </ul>
      </div>
      <div class="lk-keeps">
        <p class="lk-h">{word('leak-curves.freed.keeps')}</p>
        <ul>
          {KEPT.map((key) => (
            <li key={key}>{word(key)}</li>
          ))}
        </ul>
      </div>
    </section>
  );
}
