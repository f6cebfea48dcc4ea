import { defineCommand } from 'just-bash/browser';
import { bytesOut, linesOf, readInputs, refusal, textOf } from './input.ts';
import { has, lastValue, readOptions } from './options.ts';

/** `cut` as GNU has it: a line without the delimiter is printed whole, which just-bash's own forgets. */
export const cut = defineCommand('cut', async (args, ctx) => {
  const options = readOptions(args, {
    short: 'b:c:f:d:snCO:',
    long: {
      bytes: 'b',
      characters: 'c',
      fields: 'f',
      delimiter: 'd',
      'only-delimited': 's',
      complement: 'C',
      'output-delimiter': 'O',
    },
  });
  if (typeof options === 'string') return refusal(`cut: ${options}`);
  const kind = (['b', 'c', 'f'] as const).find((letter) => has(options, letter));
  if (kind === undefined) {
    return refusal('cut: you must specify a list of bytes, characters, or fields');
  }
  const ranges = readRanges(lastValue(options, kind) ?? '');
  if (typeof ranges === 'string') return refusal(`cut: ${ranges}`);
  const delimiter = lastValue(options, 'd') ?? '\t';
  if (delimiter.length !== 1) return refusal('cut: the delimiter must be a single character');

  const { inputs, problems } = await readInputs(
    options.operands,
    ctx,
    (name, reason) => `cut: ${name}: ${reason}\n`,
  );
  const chosen = (at: number) =>
    ranges.some(([from, to]) => at >= from && at <= to) !== has(options, 'C');
  const joint = lastValue(options, 'O');
  const lines = inputs
    .flatMap(({ bytes }) => linesOf(bytes))
    .flatMap((line) => {
      if (kind !== 'f') return [[...line].filter((_, i) => chosen(i + 1)).join('')];
      if (!line.includes(delimiter)) return has(options, 's') ? [] : [line];
      const fields = line.split(delimiter).filter((_, i) => chosen(i + 1));
      return [fields.join(joint ?? delimiter)];
    });
  return bytesOut(textOf(lines), problems, problems === '' ? 0 : 1);
});

/** `1,3-5,7-`: from and to, counted from 1, or a sentence about what is wrong. */
function readRanges(list: string): (readonly [from: number, to: number])[] | string {
  const ranges: (readonly [number, number])[] = [];
  for (const part of list.split(/[, ]/)) {
    const [, from = '', dash, to = ''] = /^(\d*)(-?)(\d*)$/.exec(part) ?? [];
    if (dash === undefined || (from === '' && to === ''))
      return `invalid byte, character or field list: '${list}'`;
    const first = from === '' ? 1 : Number(from);
    const last = dash === '' ? first : to === '' ? Number.POSITIVE_INFINITY : Number(to);
    if (first === 0) return 'fields and positions are numbered from 1';
    if (last < first) return 'invalid decreasing range';
    ranges.push([first, last]);
  }
  return ranges;
}
