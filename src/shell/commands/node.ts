import { defineCommand } from 'just-bash/browser';
import { bytesOut, refusal } from './input.ts';

/** Who and where one is on the practice node: root on a Linux machine named as in the prompt. */
export const HOST = 'lab';

export const whoami = defineCommand('whoami', async () => bytesOut('root\n'));
export const hostname = defineCommand('hostname', async () => bytesOut(`${HOST}\n`));

export const id = defineCommand('id', async ([option]) => {
  if (option === '-u' || option === '-g') return bytesOut('0\n');
  if (option === '-un' || option === '-gn') return bytesOut('root\n');
  return bytesOut('uid=0(root) gid=0(root) groups=0(root)\n');
});
export const uname = defineCommand('uname', async ([option]) => {
  if (option === undefined || option === '-s') return bytesOut('Linux\n');
  if (option === '-n') return bytesOut(`${HOST}\n`);
  return refusal('uname: this machine is made of files: only -s and -n have an answer');
});
export const realpath = defineCommand('realpath', async (operands, ctx) => {
  if (operands.length === 0) return refusal('realpath: missing operand');
  let stdout = '';
  let stderr = '';
  for (const operand of operands) {
    const full = ctx.fs.resolvePath(ctx.cwd, operand);
    const real = await ctx.fs.realpath(full).catch(() => null);
    if (real === null) stderr += `realpath: ${operand}: No such file or directory\n`;
    else stdout += `${real}\n`;
  }
  return { stdout, stderr, exitCode: stderr === '' ? 0 : 1 };
});

/** `history` over the lines this shell has run; `-c` forgets them. */
export function history(lines: string[]) {
  return defineCommand('history', async (args) => {
    if (args[0] === '-c') {
      lines.length = 0;
      return bytesOut('');
    }
    const last = args[0] === undefined ? lines.length : Number(args[0]);
    if (!Number.isInteger(last))
      return refusal(`bash: history: ${args[0]}: numeric argument required`);
    const from = Math.max(0, lines.length - last);
    const text = lines
      .slice(from)
      .map((line, i) => `${String(from + i + 1).padStart(5)}  ${line}\n`);
    return { stdout: text.join(''), stderr: '', exitCode: 0 };
  });
}
