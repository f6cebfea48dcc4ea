/** Plot without a page: charts are drawn into a document of linkedom's and handed out as markup. */
import * as library from '@observablehq/plot';
import { parseHTML } from 'linkedom/worker';

const { document } = parseHTML('<!doctype html><html><body></body></html>');

type Options = library.PlotOptions;

/** Plot's own functions; those that draw get the document. */
export const Plot = {
  ...library,
  plot: (options: Options = {}) => library.plot({ ...options, document: page() }),
  legend: (options: library.LegendOptions) => library.legend({ ...options, ...{ document } }),
};

// `Plot.dot(…).plot()` calls the library's own `plot`, which would look for a window.
library.Mark.prototype.plot = function plotMark(
  this: library.Mark,
  { marks = [], ...options }: Options = {},
) {
  return Plot.plot({ ...options, marks: [...marks, this as library.RenderableMark] });
};

function page(): Document {
  return document as unknown as Document;
}

/** Markup of a chart: an element that says `svg` or `figure` of itself. Null for any other value. */
export function draw(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || !('outerHTML' in value)) return null;
  const { localName, outerHTML } = value as Partial<Element>;
  return (localName === 'svg' || localName === 'figure') && typeof outerHTML === 'string'
    ? outerHTML
    : null;
}
