import { type CustomCommand, defineCommand } from 'just-bash/browser';
import { CALLS } from './background.ts';
import type { World } from './world.ts';

const MINUTE = 60;

/** `time` by the node's clock: the commands that a changed script calls (background.ts). A pipeline in another is timed too. */
export function timeCommands(world: World): CustomCommand[] {
  const begun: number[] = [];
  return [
    defineCommand(CALLS.begin, async () => {
      begun.push(world.time);
      return { stdout: '', stderr: '', exitCode: 0 };
    }),
    defineCommand(CALLS.end, async ([form, code]) => {
      const seconds = world.time - (begun.pop() ?? world.time);
      const show = (n: number) =>
        form === '-p' ? n.toFixed(2) : `${Math.floor(n / MINUTE)}m${(n % MINUTE).toFixed(3)}s`;
      const rows = ['real', 'user', 'sys'].map(
        (name, i) => `${name}${form === '-p' ? ' ' : '\t'}${show(i === 0 ? seconds : 0)}\n`,
      );
      const stderr = (form === '-p' ? '' : '\n') + rows.join('');
      return { stdout: '', stderr, exitCode: Number(code) };
    }),
  ];
}
