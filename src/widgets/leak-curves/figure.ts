import { areaY, dot, lineY, plot, ruleX } from '@observablehq/plot';

/** A place in a chart: x, y. */
export type Place = readonly [x: number, y: number];

/** What a chart shows; colours are CSS values, so that it follows the theme without being drawn again. */
export interface Figure {
  /** Says what is seen, for those who do not see it. */
  readonly title: string;
  readonly x: string;
  readonly y: string;
  readonly lines: readonly {
    readonly places: readonly Place[];
    readonly color: string;
    readonly bold?: boolean;
    readonly dashed?: boolean;
  }[];
  /** From the least to the most, at each x. */
  readonly band?: {
    readonly places: readonly (readonly [x: number, least: number, most: number])[];
    readonly color: string;
  };
  readonly dots?: { readonly places: readonly Place[]; readonly color: string };
  /** A dashed upright. */
  readonly mark?: number;
}

/** Draws a figure to SVG text. */
export type Draw = (figure: Figure) => string;

const SIZE = { width: 340, height: 196 } as const;

/** `draw` over a document: the page's own, or linkedom's where the still is made. */
export function drawing(document: Document): Draw {
  return (figure) => draw(figure, document);
}

function draw({ title, x, y, lines, band, dots, mark }: Figure, document: Document): string {
  const most = Math.max(
    1,
    ...lines.flatMap(({ places }) => places.map(([, value]) => value)),
    ...(dots?.places ?? []).map(([, value]) => value),
    ...(band?.places ?? []).map(([, , value]) => value),
  );
  const svg = plot({
    document,
    ...SIZE,
    marginLeft: 46,
    marginRight: 14,
    marginTop: 12,
    marginBottom: 36,
    style: {
      background: 'transparent',
      color: 'var(--ink-soft)',
      fontFamily: 'var(--sans)',
      fontSize: '11px',
    },
    x: { label: x, labelArrow: 'none', labelAnchor: 'right', ticks: 5, labelOffset: 32 },
    y: { label: y, labelArrow: 'none', domain: [0, most], nice: true, ticks: 4, grid: true },
    marks: [
      band &&
        areaY(band.places, {
          x: ([at]) => at,
          y1: ([, least]) => least,
          y2: ([, , upTo]) => upTo,
          fill: band.color,
          fillOpacity: 0.2,
        }),
      mark === undefined
        ? null
        : ruleX([mark], { stroke: 'var(--ink-faint)', strokeDasharray: '3 3', strokeOpacity: 0.9 }),
      // Below the lines: where model and capture agree, both must be seen.
      dots && dot(dots.places, { x: '0', y: '1', r: 3.2, fill: dots.color, stroke: 'none' }),
      ...lines.map(({ places, color, bold, dashed }) =>
        lineY(places, {
          x: '0',
          y: '1',
          stroke: color,
          strokeWidth: bold ? 3 : 1.5,
          ...(dashed && { strokeDasharray: '5 4' }),
        }),
      ),
    ],
  });
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', title);
  // Plot names its groups for machines; a group without a role may not have a name (ARIA 1.2).
  for (const group of svg.querySelectorAll('g[aria-label]')) group.removeAttribute('aria-label');
  // Its own style sheet would be one a chart; the widget's has the same rules once.
  svg.querySelector('style')?.remove();
  svg.removeAttribute('class');
  return svg.outerHTML;
}
