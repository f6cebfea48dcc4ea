import { type CustomCommand, defineCommand } from 'just-bash/browser';
import { bytesOut, refusal, textOf } from '../../../commands/input.ts';
import type { World } from '../../world.ts';
import { DESCRIPTION, debian, OTHERS } from './archive.ts';

const HEAD = [
  'Desired=Unknown/Install/Remove/Purge/Hold',
  '| Status=Not/Inst/Conf-files/Unpacked/halF-conf/Half-inst/trig-aWait/Trig-pend',
  '|/ Err?=(none)/Reinst-required (Status,Err: uppercase=bad)',
];
const TITLES = ['Name', 'Version', 'Architecture', 'Description'];
const LEAST = [14, 12, 12, 33];

/** dpkg(1): what is installed on the disk, which need not be what runs. */
export function dpkg(world: World): CustomCommand {
  return defineCommand('dpkg', async ([option, ...names]) => {
    const installed = [
      ['containerd', debian(world.state.containerd.installed), DESCRIPTION] as const,
      ...OTHERS,
    ];
    if (option === '-s' || option === '--status') {
      const found = installed.filter(([name]) => names.includes(name));
      const rows = found.flatMap(([name, version, description]) => [
        `Package: ${name}`,
        'Status: install ok installed',
        'Architecture: amd64',
        `Version: ${version}`,
        `Description: ${description}`,
        '',
      ]);
      const missing = names.find((one) => !found.some(([name]) => name === one));
      const problem =
        missing === undefined
          ? ''
          : `dpkg-query: package '${missing}' is not installed and no information is available\n`;
      return bytesOut(textOf(rows), problem, problem === '' ? 0 : 1);
    }
    if (option !== '-l' && option !== '--list') {
      return refusal(
        `dpkg: error: unknown option ${option ?? ''}\n(the practice node knows: dpkg -l [NAME...], dpkg -s NAME)`,
        2,
      );
    }
    const patterns = names.map(
      (name) => new RegExp(`^${name.replace(/[.+]/g, '\\$&').replaceAll('*', '.*')}$`),
    );
    const found = installed.filter(
      ([name]) => patterns.length === 0 || patterns.some((one) => one.test(name)),
    );
    const missing = names.filter((_, i) => !found.some(([name]) => patterns[i]?.test(name)));
    const problems = missing
      .map((name) => `dpkg-query: no packages found matching ${name}\n`)
      .join('');
    if (found.length === 0) return bytesOut('', problems, 1);
    return bytesOut(textOf(table(found)), problems, problems === '' ? 0 : 1);
  });
}

function table(found: readonly (readonly [string, string, string])[]): string[] {
  const rows = found.map(([name, version, description]) => [name, version, 'amd64', description]);
  const widths = LEAST.map((least, at) =>
    Math.max(least, ...rows.map((row) => row[at]?.length ?? 0)),
  );
  const row = (mark: string, cells: readonly string[]) =>
    `${mark}${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' ')}`.trimEnd();
  return [
    ...HEAD,
    row('||/ ', TITLES),
    `+++-${widths.map((width) => '='.repeat(width)).join('-')}`,
    ...rows.map((cells) => row('ii  ', cells)),
  ];
}
