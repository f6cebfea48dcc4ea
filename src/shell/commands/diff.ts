import { defineCommand } from 'just-bash/browser';
import { refusal } from './input.ts';

/** `diff` in its usual form (`6c6,7`). just-bash knows only the unified one, and puts a line above it that is no diff's. */
export const diff = defineCommand('diff', async (args, ctx) => {
  if (!ctx.origCommand) return refusal('diff: cannot run here', 2);
  const unified = args.some((arg) => /^-[a-zA-Z]*u/.test(arg) || arg.startsWith('--unified'));
  const result = await ctx.origCommand(
    args.filter((arg) => arg !== '--normal' && !/^--colou?r/.test(arg)),
  );
  if (!result.stdout.startsWith('=====')) return result;
  const lines = result.stdout.split('\n').slice(1);
  if (!unified) return { ...result, stdout: normalFrom(lines) };
  return {
    ...result,
    stdout: lines.map((line) => line.replace(/^(---|\+\+\+) (.*)\t$/, '$1 $2')).join('\n'),
  };
});

/** Unified hunks, with their two headers, as the commands and lines of the usual form. */
export function normalFrom(unified: readonly string[]): string {
  let out = '';
  let [left, right] = [0, 0];
  let removed: string[] = [];
  let added: string[] = [];
  const close = () => {
    if (removed.length > 0 || added.length > 0) out += change(left, right, removed, added);
    removed = [];
    added = [];
  };
  for (const line of unified) {
    const [, from, to] = /^@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@/.exec(line) ?? [];
    if (from !== undefined && to !== undefined) {
      close();
      // The lines before the hunk; an empty side counts from the line before it already.
      [left, right] = [Number(from) - 1, Number(to) - 1];
    } else if (/^(?:---|\+\+\+) .*\t$/.test(line)) {
      close();
    } else if (line.startsWith('-')) {
      removed.push(line.slice(1));
      left++;
    } else if (line.startsWith('+')) {
      added.push(line.slice(1));
      right++;
    } else if (line.startsWith(' ')) {
      close();
      left++;
      right++;
    }
  }
  close();
  return out;
}

/** One change; `left` and `right` are the lines read so far on each side. */
function change(
  left: number,
  right: number,
  removed: readonly string[],
  added: readonly string[],
): string {
  const letter = removed.length === 0 ? 'a' : added.length === 0 ? 'd' : 'c';
  const head = `${span(left, removed.length)}${letter}${span(right, added.length)}\n`;
  const minus = removed.map((line) => `< ${line}\n`).join('');
  const plus = added.map((line) => `> ${line}\n`).join('');
  return head + minus + (letter === 'c' ? '---\n' : '') + plus;
}

function span(end: number, count: number): string {
  return count > 1 ? `${end - count + 1},${end}` : String(end);
}
