import {
  CAPTURE_NAMES,
  CAPTURES,
  type CaptureName,
  type Curve,
} from '../../model/leak/captured.ts';
import type { Word, WordKey } from '../contract.ts';
import { capturedFigures, verdict } from './captured-figures.ts';
import { Chart } from './chart.tsx';
import type { Draw } from './figure.ts';

const LOADS = {
  'containerd-1.4.11': 'leak-curves.capture.containerd-1.4.11',
  'containerd-1.6.20': 'leak-curves.capture.containerd-1.6.20',
  'poller-1.0.1': 'leak-curves.capture.poller-1.0.1',
  'poller-1.1.0': 'leak-curves.capture.poller-1.1.0',
} as const satisfies Readonly<Record<CaptureName, WordKey>>;

const NAMES = {
  'containerd-1.4.11': 'containerd 1.4.11',
  'containerd-1.6.20': 'containerd 1.6.20',
  'poller-1.0.1': 'ttrpc 1.0.1',
  'poller-1.1.0': 'ttrpc 1.1.0',
} as const satisfies Readonly<Record<CaptureName, string>>;

/** Curves that were captured, as dots, with the model under the same load as a line through or beside them. */
export function Captured(props: {
  readonly id: string;
  readonly curves: Readonly<Record<CaptureName, Curve>>;
  readonly shown: CaptureName;
  readonly draw: Draw;
  readonly word: Word;
  readonly live: boolean;
  show(name: CaptureName, text: string): void;
}) {
  const { id, curves, shown, draw, word, live, show } = props;
  const curve = curves[shown];
  const color = curve.load.client === 'A' ? 'var(--stuck)' : 'var(--sound)';
  return (
    <section class="lk-captured" aria-labelledby={`${id}-captured`}>
      <p class="lk-h" id={`${id}-captured`}>
        {word('leak-curves.captured')}
      </p>
      {live && (
        <div class="lk-picks">
          {CAPTURE_NAMES.map((name) => (
            <button
              key={name}
              type="button"
              class="b"
              aria-pressed={name === shown}
              onClick={() => show(name, verdict(curves[name], word))}
            >
              {NAMES[name]}
            </button>
          ))}
        </div>
      )}
      <p class="lk-soft">
        <b>{NAMES[shown]}.</b> {word(LOADS[shown])} <code>{CAPTURES[shown].path}</code>
      </p>
      <ul class="lk-legend">
        <li>
          <i class="lk-dot" aria-hidden="true" />
          {word('leak-curves.captured.dots')}
        </li>
        <li>
          <i style={{ background: color }} aria-hidden="true" />
          {word('leak-curves.captured.line')}
        </li>
      </ul>
      <div class="lk-charts lk-pair">
        {capturedFigures(curve, color, word).map(({ heading, figure }) => (
          <Chart key={heading} draw={draw} heading={heading} figure={figure} />
        ))}
      </div>
      <p class="lk-verdict">{verdict(curve, word)}</p>
    </section>
  );
}
