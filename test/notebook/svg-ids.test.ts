import { expect, test } from 'vitest';
import { draw, Plot } from '../../src/notebook/chart.ts';
import { cleanSvg } from '../../src/notebook/svg.ts';
import { nameOf, ownIds } from '../../src/notebook/svg-ids.ts';

const chart = () =>
  cleanSvg(
    draw(Plot.plot({ marks: [Plot.dot([[1, 2]], { clip: true }), Plot.frame({ clip: true })] })) ??
      '',
  ) ?? '';

const idsOf = (svg: string) => [...svg.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
const usesOf = (svg: string) => [...svg.matchAll(/url\(#([^)]*)\)/g)].map(([, id]) => id);

test('two pictures have no id in common, and each uses its own', () => {
  const svg = chart();
  expect(idsOf(svg).length).toBeGreaterThan(0);
  const [one, other] = [ownIds(svg, 'cell-a-0'), ownIds(svg, 'cell-b-0')];
  expect(idsOf(one).filter((id) => idsOf(other).includes(id))).toEqual([]);
  for (const picture of [one, other]) {
    expect(usesOf(picture).length).toBeGreaterThan(0);
    for (const id of usesOf(picture)) expect(idsOf(picture)).toContain(id);
  }
});

test('a picture that has its own ids keeps them', () => {
  const once = ownIds(chart(), 'cell-a-0');
  expect(ownIds(once, 'cell-a-0')).toBe(once);
});

test('a picture is called what its author says', () => {
  const named = Plot.plot({ ariaLabel: 'a "b" & c', marks: [Plot.dot([[1, 2]])] });
  expect(nameOf(cleanSvg(draw(named) ?? '') ?? '')).toBe('a "b" & c');
  expect(nameOf(chart())).toBeNull();
});
