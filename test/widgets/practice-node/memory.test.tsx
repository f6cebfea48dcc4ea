import { parseHTML } from 'linkedom';
import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import type { MemoryPoint, NodeView } from '../../../src/shell/practice/state.ts';
import { wordsOf } from '../../../src/site/words.ts';
import { MemoryChart, roundUp, thinned } from '../../../src/widgets/practice-node/memory-chart.tsx';
import { minuteOf } from '../../../src/widgets/practice-node/phrases.ts';

const MIB = 2 ** 20;

/** Minutes of a node whose kubelet grows by 2 MiB a minute from 90 on. */
function grown(minutes: number): MemoryPoint[] {
  return Array.from({ length: minutes + 1 }, (_, i) => ({
    time: i * 60,
    kubelet: (90 + 2 * i) * MIB,
    containerd: 32 * MIB,
  }));
}

function chart(memory: readonly MemoryPoint[]) {
  const view: NodeView = {
    time: memory.at(-1)?.time ?? 0,
    clock: '2021-11-09T07:50:43.000Z',
    containerd: '1.4.11',
    memory,
    reached: [],
    jobs: 0,
    drill: null,
  };
  const html = renderToString(h(MemoryChart, { id: 'n', view, word: wordsOf('en') }));
  return parseHTML(`<html><body>${html}</body></html>`).document;
}

/** Places of a path, as numbers. */
function placesOf(path: string | null | undefined): [x: number, y: number][] {
  return [...(path ?? '').matchAll(/[ML]([\d.]+) ([\d.]+)/g)].map(([, x, y]) => [
    Number(x),
    Number(y),
  ]);
}

describe('the memory chart', () => {
  it('draws a straight climb as a straight line, and rest as a level one', () => {
    const document = chart(grown(60));
    const climb = placesOf(document.querySelector('.pn-line.pn-kubelet path')?.getAttribute('d'));
    expect(climb).toHaveLength(61);
    const steps = climb.slice(1).map(([, y], i) => (climb[i]?.[1] ?? 0) - y);
    expect(Math.min(...steps)).toBeGreaterThan(0);
    expect(Math.max(...steps) - Math.min(...steps)).toBeLessThan(0.15);
    const rest = placesOf(document.querySelector('.pn-line.pn-containerd path')?.getAttribute('d'));
    expect(new Set(rest.map(([, y]) => y)).size).toBe(1);
  });

  it('says in words and in a table what it shows', () => {
    const document = chart(grown(60));
    expect(document.querySelector('svg')?.getAttribute('aria-label')).toBe(
      'Memory from 07:50 to 08:50: kubelet from 90 to 210 MiB, containerd from 32 to 32 MiB.',
    );
    const rows = [...document.querySelectorAll('tbody tr')].map((row) => row.textContent);
    expect(rows[0]).toBe('07:5090 MiB32 MiB');
    expect(rows.at(-1)).toBe('08:50210 MiB32 MiB');
    expect(rows).toHaveLength(12);
  });

  it('has a picture of a node that has just begun', () => {
    const document = chart(grown(0));
    expect(document.querySelector('svg')?.innerHTML).not.toMatch(/NaN|Infinity/);
    expect(document.querySelectorAll('tbody tr')).toHaveLength(1);
  });

  it.each([
    [1, 20],
    [88, 100],
    [100, 100],
    [101, 200],
    [983, 1000],
    [2100, 4000],
  ])('goes with %i MiB up to %i', (most, scale) => {
    expect(roundUp(most)).toBe(scale);
  });

  it('keeps the first and the last of many points in the table', () => {
    const points = grown(240);
    const few = thinned(points);
    expect([few[0], few.at(-1)]).toEqual([points[0], points.at(-1)]);
    expect(few).toHaveLength(12);
  });

  it('names the day once it is another', () => {
    expect([0, 3600, 86_400].map(minuteOf)).toEqual(['07:50', '08:50', '11-10 07:50']);
  });
});
