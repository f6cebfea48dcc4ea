import { type Curve, farthest, type Modelled, modelledPoint } from '../../model/leak/captured.ts';
import type { Word } from '../contract.ts';
import type { Figure, Place } from './figure.ts';
import { between, factorText } from './phrases.ts';

const MIB = 2 ** 20;

/** How near the model is, in figures of this capture. */
export function verdict(curve: Curve, word: Word): string {
  const last = curve.points.at(-1);
  if (last === undefined) return '';
  const modelled = modelledPoint(curve, last.time);
  const factors = farthest(curve);
  const hangs = curve.load.client === 'A';
  const texts = [
    word('leak-curves.verdict.goroutines', {
      captured: last.goroutines,
      model: modelled.goroutines,
      seconds: Math.round(last.time),
    }),
    hangs
      ? word('leak-curves.verdict.within', { factor: factorText(factors.goroutines) })
      : word('leak-curves.verdict.sound'),
  ];
  if (last.rss === null) return [...texts, word('leak-curves.verdict.noRss')].join(' ');
  const rss = word('leak-curves.verdict.rss', {
    captured: Math.round(last.rss / MIB),
    model: between(modelled.least, modelled.most),
    factor: factorText(factors.rss),
  });
  const why = hangs
    ? word('leak-curves.verdict.floor', { floor: Math.round(curve.floor / MIB) })
    : word('leak-curves.verdict.warm');
  return [...texts, rss, why].join(' ');
}

/** A chart under its name. */
export interface Named {
  readonly heading: string;
  readonly figure: Figure;
}

/** The charts of a capture: goroutines, and RSS or, where that says nothing, pending calls. */
export function capturedFigures(curve: Curve, color: string, word: Word): readonly Named[] {
  const { points, load } = curve;
  const modelled = points
    .filter(({ time }) => time >= load.hangAt)
    .map(({ time }) => modelledPoint(curve, time));
  const chart = (heading: string, dots: readonly Place[], of: (at: Modelled) => number): Named => ({
    heading,
    figure: {
      title: word('leak-curves.chart.title', { what: heading, ends: verdict(curve, word) }),
      x: word('leak-curves.axis.seconds'),
      y: '',
      lines: [{ color, places: modelled.map((at) => [at.time, of(at)] as const) }],
      dots: { color: 'var(--lk-dot)', places: dots },
      ...(load.client === 'A' && load.hangAt > 0 && { mark: load.hangAt }),
    },
  });
  const goroutines = chart(
    word('leak-curves.captured.goroutines'),
    points.map((at) => [at.time, at.goroutines] as const),
    (at) => at.goroutines,
  );
  if (points[0]?.rss === null) {
    const pending = chart(
      word('leak-curves.chart.pending'),
      points.map((at) => [at.time, at.pending ?? 0] as const),
      (at) => at.pending,
    );
    return [pending, goroutines];
  }
  const { heading, figure } = chart(
    word('leak-curves.captured.rss'),
    points.map((at) => [at.time, (at.rss ?? 0) / MIB] as const),
    (at) => at.most / MIB,
  );
  const places = modelled.map((at) => [at.time, at.least / MIB, at.most / MIB] as const);
  return [goroutines, { heading, figure: { ...figure, band: { color, places } } }];
}
