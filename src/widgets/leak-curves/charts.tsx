import { useMemo } from 'preact/hooks';
import type { Load } from '../../model/leak/load.ts';
import { type Moment, run } from '../../model/leak/run.ts';
import { asVariant, VARIANTS, type Variant, variantOf } from '../../model/leak/variants.ts';
import type { Word, WordKey } from '../contract.ts';
import { Chart } from './chart.tsx';
import type { Draw, Place } from './figure.ts';
import { grouped, heldAt, mib } from './phrases.ts';

/** Lines of a chart: client B's is one, since its two nodes stand at the same figures. */
const LINES = [
  { variant: 'A', color: 'var(--stuck)', word: 'leak-curves.variant.A' },
  { variant: 'A-deadline', color: 'var(--wait)', word: 'leak-curves.variant.A-deadline' },
  { variant: 'B', color: 'var(--sound)', word: 'leak-curves.legend.B' },
] as const satisfies readonly { variant: Variant; color: string; word: WordKey }[];

const MIB = 2 ** 20;

/** What a chart is of, and how its figure is read off a moment. */
const CHARTS = [
  { word: 'leak-curves.chart.pending', of: (at) => at.pending },
  {
    word: 'leak-curves.chart.goroutines',
    of: ({ kubelet, containerd }) => kubelet.goroutines + containerd.goroutines,
  },
  { word: 'leak-curves.chart.memory', of: (at) => heldAt(at).most / MIB },
  { word: 'leak-curves.chart.answered', of: (at) => at.answered },
] as const satisfies readonly { word: WordKey; of(moment: Moment): number }[];

/** Four small charts of the same nodes, the chosen one thick. */
export function Charts(props: { readonly load: Load; readonly draw: Draw; readonly word: Word }) {
  const { load, draw, word } = props;
  const chosen = load.client === 'B' ? 'B' : variantOf(load);
  const runs = useMemo(
    () => new Map(VARIANTS.map((variant) => [variant, run(asVariant(load, variant))] as const)),
    [load],
  );
  const at = (variant: Variant) => runs.get(variant) ?? [];
  const order = LINES.toSorted(
    (one, other) => Number(one.variant === chosen) - Number(other.variant === chosen),
  );
  return (
    <section class="lk-model">
      <ul class="lk-legend" aria-label={word('leak-curves.legend')}>
        {LINES.map(({ variant, color, word: name }) => (
          <li key={variant} data-chosen={variant === chosen}>
            <i style={{ background: color }} aria-hidden="true" />
            {word(name, { deadline: asVariant(load, 'A-deadline').deadline ?? 0 })}
            {variant === chosen && <b>{word('leak-curves.legend.yours')}</b>}
          </li>
        ))}
      </ul>
      <div class="lk-charts">
        {CHARTS.map(({ word: name, of }) => {
          const places = (variant: Variant): readonly Place[] =>
            at(variant).map((moment) => [moment.time / 60, of(moment)]);
          const ends = LINES.map(({ variant, word: which }) => {
            const value = places(variant).at(-1)?.[1] ?? 0;
            const shown = name === 'leak-curves.chart.memory' ? mib(value * MIB) : grouped(value);
            const deadline = asVariant(load, 'A-deadline').deadline ?? 0;
            return `${word(which, { deadline })}: ${shown}`;
          });
          return (
            <Chart
              key={name}
              draw={draw}
              heading={word(name)}
              figure={{
                title: word('leak-curves.chart.title', {
                  what: word(name),
                  ends: ends.join('; '),
                }),
                x: word('leak-curves.axis.minutes'),
                y: '',
                lines: order.map(({ variant, color }) => ({
                  places: places(variant),
                  color,
                  bold: variant === chosen,
                })),
                ...(name === 'leak-curves.chart.memory' && {
                  band: {
                    color: LINES.find(({ variant }) => variant === chosen)?.color ?? '',
                    places: at(chosen).map((moment) => {
                      const { least, most } = heldAt(moment);
                      return [moment.time / 60, least / MIB, most / MIB] as const;
                    }),
                  },
                }),
                mark: load.hangAt / 60,
              }}
            />
          );
        })}
      </div>
      <p class="lk-soft">{word('leak-curves.chart.note')}</p>
    </section>
  );
}
