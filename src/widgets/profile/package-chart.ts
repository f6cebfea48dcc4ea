import { barX, dot, plot, ruleX } from '@observablehq/plot';

/** A package's bar: shares of the total from 0 to 1. */
export interface Bar {
  readonly name: string;
  readonly flat: number;
  readonly cum: number;
}

/** Letters of a name at the side; longer ones lose their beginning, which they share with their neighbours. */
const LETTERS = 48;

/**
 * A bar a package for what it holds itself, a ring for what it holds with all it calls. Colours are the page's own
 * variables, so that the chart follows the theme without being drawn again. `width` in px.
 */
export function packageChart(
  bars: readonly Bar[],
  width: number,
  words: { readonly title: string; readonly axis: string },
): Element {
  const letters = Math.min(LETTERS, Math.floor(width / 3 / 7));
  const label = (name: string) =>
    name.length <= letters ? name : `…${name.slice(name.length - letters + 1)}`;
  const longest = Math.max(4, ...bars.map(({ name }) => label(name).length));
  const figure = plot({
    width,
    height: bars.length * 24 + 56,
    marginBottom: 44,
    marginLeft: longest * 7 + 12,
    marginRight: 20,
    style: {
      background: 'transparent',
      color: 'var(--ink-soft)',
      fontFamily: 'var(--sans)',
      fontSize: '11.5px',
    },
    x: {
      label: words.axis,
      labelOffset: 38,
      percent: true,
      grid: true,
      ticks: width < 480 ? 4 : 8,
    },
    y: { label: null, domain: bars.map(({ name }) => name), tickFormat: label, tickSize: 0 },
    marks: [
      barX(bars, { x: 'flat', y: 'name', fill: 'var(--pf-bar)', insetTop: 3, insetBottom: 3 }),
      dot(bars, { x: 'cum', y: 'name', r: 4, stroke: 'var(--ink-soft)', fill: 'var(--surface)' }),
      ruleX([0], { stroke: 'var(--rule-strong)' }),
    ],
  });
  figure.setAttribute('role', 'img');
  figure.setAttribute('aria-label', words.title);
  // Plot names its groups for machines; a group without a role may not have a name (ARIA 1.2).
  for (const group of figure.querySelectorAll('g[aria-label]')) group.removeAttribute('aria-label');
  return figure;
}
