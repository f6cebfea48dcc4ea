import { defineCommand } from 'just-bash/browser';
import { bytesOut, linesOf, readInputs, refusal, textOf } from './input.ts';
import { has, lastValue, readOptions } from './options.ts';

/** `uniq` as GNU has it. just-bash's own pads counts to 4 columns where coreutils pads to 7: the post's table is of 7. */
export const uniq = defineCommand('uniq', async (args, ctx) => {
  const options = readOptions(args, {
    short: 'cduif:s:w:',
    long: {
      count: 'c',
      repeated: 'd',
      unique: 'u',
      'ignore-case': 'i',
      'skip-fields': 'f',
      'skip-chars': 's',
      'check-chars': 'w',
    },
  });
  if (typeof options === 'string') return refusal(`uniq: ${options}`);
  const [input, output, extra] = options.operands;
  if (extra !== undefined) return refusal(`uniq: extra operand '${extra}'`);
  const numbers = (['f', 's', 'w'] as const).map((letter) => lastValue(options, letter));
  const wrong = numbers.find((value) => value !== undefined && !/^\d+$/.test(value));
  if (wrong !== undefined) return refusal(`uniq: ${wrong}: invalid number`);
  const [fields = '0', chars = '0', width] = numbers;

  const { inputs, problems } = await readInputs(
    input === undefined ? [] : [input],
    ctx,
    (name, reason) => `uniq: ${name}: ${reason}\n`,
  );
  if (problems !== '') return bytesOut('', problems, 1);

  const keyOf = (line: string): string => {
    let key = line;
    for (let n = Number(fields); n > 0; n--) key = key.replace(/^[ \t]*[^ \t]*/, '');
    key = key.slice(Number(chars), width === undefined ? undefined : Number(chars) + Number(width));
    return has(options, 'i') ? key.toLowerCase() : key;
  };
  const runs: { line: string; key: string; count: number }[] = [];
  for (const line of linesOf(inputs[0]?.bytes ?? '')) {
    const key = keyOf(line);
    const run = runs.at(-1);
    if (run?.key === key) run.count++;
    else runs.push({ line, key, count: 1 });
  }
  const text = textOf(
    runs
      .filter(
        ({ count }) => (!has(options, 'd') || count > 1) && (!has(options, 'u') || count === 1),
      )
      .map(({ line, count }) =>
        has(options, 'c') ? `${String(count).padStart(7)} ${line}` : line,
      ),
  );
  if (output === undefined || output === '-') return bytesOut(text);
  await ctx.fs.writeFile(ctx.fs.resolvePath(ctx.cwd, output), text, 'latin1');
  return bytesOut('');
});
