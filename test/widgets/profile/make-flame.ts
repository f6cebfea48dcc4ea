import { flame } from '../../../src/evidence/pprof/flame.ts';
import { readPlain } from '../../../src/evidence/pprof/read.ts';
import { columnsOf, type FlameColumns } from '../../../src/widgets/profile/flame-columns.ts';

/**
 * A flame of stacks that are written down: `[count, outermost, …, innermost]`. Made through the room's own reader,
 * from debug=1 text of a goroutine profile.
 */
export function makeFlame(stacks: readonly (readonly [number, ...string[]])[]): FlameColumns {
  const total = stacks.reduce((sum, [count]) => sum + count, 0);
  let address = 0x1000;
  const text = stacks.map(([count, ...names]) => {
    const frames = names.map((name, at) => ({ name, address: address + 16 * at })).reverse();
    address += 16 * names.length;
    const places = frames.map((frame) => `0x${frame.address.toString(16)}`).join(' ');
    const lines = frames.map(
      (frame) => `#\t0x${frame.address.toString(16)}\t${frame.name}+0x1\t/src/x.go:1`,
    );
    return `${count} @ ${places}\n${lines.join('\n')}\n`;
  });
  const bytes = new TextEncoder().encode(`goroutine profile: total ${total}\n${text.join('\n')}\n`);
  const reading = readPlain(bytes);
  if (!reading.ok) throw new Error(reading.problem);
  return columnsOf(flame(reading.value, 0));
}
