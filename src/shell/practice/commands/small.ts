import { type CustomCommand, defineCommand } from 'just-bash/browser';
import { bytesOut, refusal, textOf } from '../../commands/input.ts';
import { readOptions } from '../../commands/options.ts';
import { kernelEntries } from '../journal/kernel.ts';
import { BOOTED, CPUS, RELEASE, VERSION } from '../machine.ts';
import { formatted } from './date.ts';

/** nproc(1). */
export const nproc = defineCommand('nproc', async (args) =>
  args.length === 0
    ? bytesOut(`${CPUS}\n`)
    : refusal(`nproc: extra operand ‘${args[0]}’\n(the practice node knows: nproc)`),
);

const CPU: readonly (readonly [string, string])[] = [
  ['Architecture', 'x86_64'],
  ['CPU op-mode(s)', '32-bit, 64-bit'],
  ['Byte Order', 'Little Endian'],
  ['CPU(s)', String(CPUS)],
  ['On-line CPU(s) list', `0-${CPUS - 1}`],
  ['Thread(s) per core', '1'],
  ['Core(s) per socket', String(CPUS)],
  ['Socket(s)', '1'],
  ['Hypervisor vendor', 'KVM'],
  ['Virtualization type', 'full'],
];

/** lscpu(1) of a virtual machine of no particular make. */
export const lscpu = defineCommand('lscpu', async (args) => {
  if (args.length > 0)
    return refusal(`lscpu: unrecognized option '${args[0]}'\n(the practice node knows: lscpu)`);
  return bytesOut(textOf(CPU.map(([name, value]) => `${`${name}:`.padEnd(33)}${value}`)));
});

/** dmesg(1): what the kernel said at boot. A full socket is no error to it, and so the hang leaves no trace here. */
export const dmesg: CustomCommand = defineCommand('dmesg', async (args) => {
  const options = readOptions(args, { short: 'THw', long: { ctime: 'T' } });
  const bad = typeof options === 'string' || options.operands.length > 0;
  if (bad || options.given.some(([letter]) => letter !== 'T')) {
    return refusal(
      `dmesg: ${typeof options === 'string' ? options : 'not known here'}\n(the practice node knows: dmesg [-T])`,
    );
  }
  const dated = options.given.length > 0;
  const lines = kernelEntries().map(({ at, text }) => {
    const since = (at - BOOTED).toFixed(6).padStart(12);
    return dated ? `[${formatted('%a %b %e %H:%M:%S %Y', at)}] ${text}` : `[${since}] ${text}`;
  });
  return bytesOut(textOf(lines));
});

const DISKS: readonly (readonly [string, number, number, string])[] = [
  ['udev', 8_178_084, 0, '/dev'],
  ['tmpfs', 1_639_792, 1_284, '/run'],
  ['/dev/vda1', 41_020_640, 9_823_416, '/'],
  ['tmpfs', 8_198_952, 0, '/dev/shm'],
  ['tmpfs', 5_120, 0, '/run/lock'],
];

/** df(1): the node's disk is not what this is about; sizes are chosen. */
export const df = defineCommand('df', async (args) => {
  const options = readOptions(args, { short: 'hk', long: { 'human-readable': 'h' } });
  if (typeof options === 'string')
    return refusal(`df: ${options}\n(the practice node knows: df [-h])`);
  if (options.operands.length > 0)
    return refusal('df: no operands are known here\n(the practice node knows: df [-h])');
  const human = options.given.some(([letter]) => letter === 'h');
  const show = (kib: number) => (human ? sized(kib) : String(kib));
  const rows = DISKS.map(([name, size, used, at]) => {
    const share = `${Math.ceil((100 * used) / size)}%`;
    return [name, show(size), show(used), show(size - used), share, at];
  });
  const titles = human
    ? ['Filesystem', 'Size', 'Used', 'Avail', 'Use%', 'Mounted on']
    : ['Filesystem', '1K-blocks', 'Used', 'Available', 'Use%', 'Mounted on'];
  const widths = titles.map((title, at) =>
    Math.max(
      human && at > 0 && at < 4 ? 5 : title.length,
      ...rows.map((row) => row[at]?.length ?? 0),
    ),
  );
  return bytesOut(
    textOf(
      [titles, ...rows].map((row) =>
        row
          .map((cell, at) =>
            at === 5
              ? cell
              : at === 0
                ? cell.padEnd(Math.max(14, widths[at] ?? 0))
                : cell.padStart(widths[at] ?? 0),
          )
          .join(' '),
      ),
    ),
  );
});

/** Rounded up, as df rounds. */
function sized(kib: number): string {
  if (kib === 0) return '0';
  let value = kib;
  let at = 0;
  for (; value >= 1024; at++) value /= 1024;
  const text = value < 10 ? (Math.ceil(value * 10) / 10).toFixed(1) : String(Math.ceil(value));
  return `${text}${'KMGT'[at]}`;
}

const UNAME: readonly (readonly [letter: string, value: string])[] = [
  ['s', 'Linux'],
  ['n', 'lab'],
  ['r', RELEASE],
  ['v', VERSION],
  ['m', 'x86_64'],
  ['o', 'GNU/Linux'],
];

/** uname(1) of the node's kernel. */
export const uname = defineCommand('uname', async (args) => {
  const letters = args.flatMap((arg) => (/^-[a-z]+$/.test(arg) ? [...arg.slice(1)] : [arg]));
  const bad = letters.find((one) => one !== 'a' && !UNAME.some(([letter]) => letter === one));
  if (bad !== undefined) {
    return refusal(
      `uname: invalid option -- '${bad}'\n(the practice node knows: uname [-asnrvmo])`,
    );
  }
  const wanted = letters.length === 0 ? ['s'] : letters;
  const shown = UNAME.filter(([letter]) => wanted.includes('a') || wanted.includes(letter));
  return bytesOut(`${shown.map(([, value]) => value).join(' ')}\n`);
});
