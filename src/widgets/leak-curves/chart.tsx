import { useMemo } from 'preact/hooks';
import type { Draw, Figure } from './figure.ts';

/** A drawn figure under its name. The SVG is Plot's own text, made of numbers and of the kit's words. */
export function Chart(props: {
  readonly heading: string;
  readonly figure: Figure;
  readonly draw: Draw;
}) {
  const { heading, figure, draw } = props;
  // The key is the figure: the object is new at each render.
  const key = JSON.stringify(figure);
  const svg = useMemo(() => draw(figure), [key, draw]);
  return (
    <figure class="lk-chart">
      <figcaption>{heading}</figcaption>
      <div dangerouslySetInnerHTML={{ __html: svg }} />
    </figure>
  );
}
