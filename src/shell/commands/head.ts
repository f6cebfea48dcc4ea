import { defineCommand } from 'just-bash/browser';
import { bytesOut, readInputs, refusal } from './input.ts';
import { has, lastValue, readOptions } from './options.ts';

/** `head` with `-n -5` (all but the last five), which just-bash's own does not know. */
export const head = defineCommand('head', async (args, ctx) => {
  const options = readOptions(
    // `-3` is `-n 3`, but the `-3` of `-n -3` is a number.
    args.map((arg, i) =>
      /^-[nc]$/.test(args[i - 1] ?? '') ? arg : arg.replace(/^-(\d+)$/, '-n$1'),
    ),
    {
      short: 'n:c:qvz',
      long: { lines: 'n', bytes: 'c', quiet: 'q', silent: 'q', verbose: 'v' },
    },
  );
  if (typeof options === 'string') return refusal(`head: ${options}`);
  const bytes = lastValue(options, 'c');
  const count = bytes ?? lastValue(options, 'n') ?? '10';
  if (!/^-?\d+$/.test(count)) {
    return refusal(
      `head: invalid number of ${bytes === undefined ? 'lines' : 'bytes'}: '${count}'`,
    );
  }
  const { inputs, problems } = await readInputs(
    options.operands,
    ctx,
    (name, reason) => `head: cannot open '${name}' for reading: ${reason}\n`,
  );
  const titles = has(options, 'v') || (options.operands.length > 1 && !has(options, 'q'));
  const parts = inputs.map(({ name, bytes: text }, i) => {
    const title = titles
      ? `${i > 0 ? '\n' : ''}==> ${name === '-' ? 'standard input' : name} <==\n`
      : '';
    return (
      title +
      (bytes === undefined ? firstLines(text, Number(count), count) : text.slice(0, Number(count)))
    );
  });
  return bytesOut(parts.join(''), problems, problems === '' ? 0 : 1);
});

/** The first `count` lines, or all but the last ones when it is written with a minus (`-0` is all). */
function firstLines(text: string, count: number, written: string): string {
  const lines = text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  const end = written.startsWith('-') ? Math.max(0, lines.length + count) : count;
  return lines.slice(0, end).join('');
}
