import type { MemoryPoint, NodeView } from '../../shell/practice/state.ts';
import type { Word } from '../contract.ts';
import { mibOf, minuteOf, nowOf } from './phrases.ts';

const MIB = 2 ** 20;
const WIDTH = 320;
const HEIGHT = 128;
/** Room for the scale and the clock around the curves. */
const LEFT = 34;
const RIGHT = 8;
const TOP = 10;
const BOTTOM = 20;
/** Rows that the table has at the most. */
const ROWS = 12;

const CURVES = ['containerd', 'kubelet'] as const;

interface ChartProps {
  readonly id: string;
  readonly view: NodeView;
  readonly word: Word;
}

/** How much memory kubelet and containerd have taken, minute by minute: two curves, and the same as a table. */
export function MemoryChart({ id, view, word }: ChartProps) {
  const { memory } = view;
  const last = nowOf(view);
  const first = memory[0] ?? last;
  const most = roundUp(Math.max(1, ...memory.flatMap((at) => [at.kubelet, at.containerd])) / MIB);
  const span = Math.max(60, last.time - first.time);
  const x = (time: number) => LEFT + ((time - first.time) / span) * (WIDTH - LEFT - RIGHT);
  const y = (bytes: number) => TOP + (1 - bytes / MIB / most) * (HEIGHT - TOP - BOTTOM);
  const path = (of: 'kubelet' | 'containerd') =>
    memory
      .map((at, i) => `${i === 0 ? 'M' : 'L'}${x(at.time).toFixed(1)} ${y(at[of]).toFixed(1)}`)
      .join('');
  return (
    <figure class="pn-memory">
      <figcaption>
        <span class="pn-label">{word('practice-node.memory')}</span>
        {CURVES.toReversed().map((of) => (
          <span key={of} class={`pn-curve pn-${of}`}>
            <i aria-hidden="true" />
            <span>{of}</span> <b>{word('practice-node.mib', { n: mibOf(last[of]) })}</b>
          </span>
        ))}
      </figcaption>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={word('practice-node.curves', {
          from: minuteOf(first.time),
          to: minuteOf(last.time),
          kubelet0: mibOf(first.kubelet),
          kubelet1: mibOf(last.kubelet),
          containerd0: mibOf(first.containerd),
          containerd1: mibOf(last.containerd),
        })}
      >
        {[0, most / 2, most].map((value) => (
          <g key={value}>
            <line
              class="pn-grid"
              x1={LEFT}
              x2={WIDTH - RIGHT}
              y1={y(value * MIB)}
              y2={y(value * MIB)}
            />
            <text x={LEFT - 6} y={y(value * MIB) + 3.5} text-anchor="end">
              {value}
            </text>
          </g>
        ))}
        <text x={LEFT} y={HEIGHT - 5}>
          {minuteOf(first.time)}
        </text>
        {memory.length > 1 && (
          <text x={WIDTH - RIGHT} y={HEIGHT - 5} text-anchor="end">
            {minuteOf(last.time)}
          </text>
        )}
        <path
          class="pn-under"
          d={`${path('kubelet')}L${x(last.time).toFixed(1)} ${y(0)}L${x(first.time).toFixed(1)} ${y(0)}Z`}
        />
        {CURVES.map((of) => (
          <g key={of} class={`pn-line pn-${of}`}>
            <path d={path(of)} />
            <circle cx={x(last.time)} cy={y(last[of])} r={3} />
          </g>
        ))}
      </svg>
      <details class="pn-table">
        <summary>{word('practice-node.table')}</summary>
        <table id={`${id}-memory`}>
          <thead>
            <tr>
              <th scope="col">{word('practice-node.clock')}</th>
              <th scope="col">kubelet</th>
              <th scope="col">containerd</th>
            </tr>
          </thead>
          <tbody>
            {thinned(memory).map(({ time, kubelet, containerd }) => (
              <tr key={time}>
                <th scope="row">{minuteOf(time)}</th>
                <td>{word('practice-node.mib', { n: mibOf(kubelet) })}</td>
                <td>{word('practice-node.mib', { n: mibOf(containerd) })}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}

/** The next of 20, 40, 100, 200, 400, 1000, … so that its half is a round number too. */
export function roundUp(value: number): number {
  for (let ten = 10; ; ten *= 10) {
    const found = [2, 4, 10].find((times) => times * ten >= value);
    if (found !== undefined) return found * ten;
  }
}

/** A few of the points, evenly, the first and the last among them. */
export function thinned(points: readonly MemoryPoint[]): readonly MemoryPoint[] {
  if (points.length <= ROWS) return points;
  return Array.from(
    { length: ROWS },
    (_, i) => points[Math.round((i * (points.length - 1)) / (ROWS - 1))] as MemoryPoint,
  );
}
