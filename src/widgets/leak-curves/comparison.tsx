import type { Sight } from '../../model/leak/eviction.ts';
import type { Load } from '../../model/leak/load.ts';
import { at } from '../../model/leak/run.ts';
import { asVariant, VARIANTS, type Variant, variantOf } from '../../model/leak/variants.ts';
import type { Word, WordKey } from '../contract.ts';
import { between, grouped } from './phrases.ts';

const NAMES = {
  A: 'leak-curves.variant.A',
  'A-deadline': 'leak-curves.variant.A-deadline',
  B: 'leak-curves.variant.B',
  'B-deadline': 'leak-curves.variant.B-deadline',
} as const satisfies Readonly<Record<Variant, WordKey>>;

const SIGHTS = {
  off: 'leak-curves.sight.off',
  sees: 'leak-curves.sight.sees',
  waits: 'leak-curves.sight.blind',
  blind: 'leak-curves.sight.blind',
  stopped: 'leak-curves.sight.stopped',
} as const satisfies Readonly<Record<Sight, WordKey>>;

const COLUMNS = [
  'leak-curves.column.node',
  'leak-curves.column.pending',
  'leak-curves.column.answered',
  'leak-curves.column.connection',
  'leak-curves.column.goroutines',
  'leak-curves.column.kubelet',
  'leak-curves.column.containerd',
  'leak-curves.column.eviction',
] as const satisfies readonly WordKey[];

/** The four nodes at the end of the run. */
export function Comparison({ load, word }: { readonly load: Load; readonly word: Word }) {
  const chosen = variantOf(load);
  return (
    <section class="lk-scroll" aria-label={word('leak-curves.table')} tabIndex={0}>
      <table class="lk-table">
        <caption>{word('leak-curves.table.caption', { minutes: load.duration / 60 })}</caption>
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <th key={column} scope="col">
                {word(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {VARIANTS.map((variant) => {
            const one = asVariant(load, variant);
            const end = at(one, load.duration);
            const { kubelet, containerd } = end;
            return (
              <tr key={variant} aria-current={variant === chosen ? 'true' : undefined}>
                <th scope="row">{word(NAMES[variant], { deadline: one.deadline ?? 0 })}</th>
                <td>{grouped(end.pending)}</td>
                <td>
                  {word('leak-curves.cell.answered', {
                    n: end.answeredSince,
                    asked: end.askedSince,
                  })}
                </td>
                <td>
                  <span class={end.stuck ? 'tag tag-stuck' : 'tag tag-sound'}>
                    {word(end.stuck ? 'leak-curves.cell.stuck' : 'leak-curves.cell.sound')}
                  </span>
                </td>
                <td>
                  {grouped(kubelet.goroutines)} + {grouped(containerd.goroutines)}
                </td>
                <td>{between(kubelet.live, kubelet.most)}</td>
                <td>{between(containerd.live, containerd.most)}</td>
                <td>{word(SIGHTS[end.eviction])}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
