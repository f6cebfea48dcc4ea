import type { ExecResult } from 'just-bash/browser';
import { compareVersions } from '../../../../evidence/ttrpc/releases.ts';
import { bytesOut, textOf } from '../../../commands/input.ts';
import type { NodeState } from '../../state.ts';
import type { World } from '../../world.ts';
import { debian, fitting, HOST, known, OTHERS } from './archive.ts';

/** Seconds that apt takes to fetch and unpack a package. Chosen. */
const TAKES = 6;
const FAILED = 100;
const SIZE = '23.4 MB';

export interface InstallOptions {
  /** `-y`. */
  readonly yes: boolean;
  readonly downgrades: boolean;
  /** `-s`. */
  readonly simulate: boolean;
  /** What is typed at apt's question. */
  readonly stdin: string;
}

const READ = [
  'Reading package lists... Done',
  'Building dependency tree... Done',
  'Reading state information... Done',
];

/** `apt-get install`: puts another release of containerd on the disk. What runs goes on running. */
export async function install(
  world: World,
  names: readonly string[],
  options: InstallOptions,
  wait: (seconds: number) => Promise<void>,
): Promise<ExecResult> {
  const { state } = world;
  const lines = [...READ];
  let wanted: string | null = null;
  for (const name of names) {
    const [, plain = '', version] = /^([^=/]+)(?:=(.+))?$/.exec(name) ?? [];
    const found = targetOf(state, plain, version);
    if (typeof found === 'string') return failed(lines, found);
    if (found.selected !== null) lines.push(found.selected);
    if (found.release === null) lines.push(found.text);
    wanted = found.release ?? wanted;
  }
  if (wanted === null) return bytesOut(textOf([...lines, counted(0, 0)]));
  return change(world, wanted, lines, options, wait);
}

interface Target {
  /** To install; null where nothing changes, which `text` then says. */
  readonly release: string | null;
  readonly text: string;
  readonly selected: string | null;
}

function targetOf(state: NodeState, name: string, version: string | undefined): Target | string {
  const other = OTHERS.find(([one]) => one === name);
  if (name !== 'containerd') {
    if (!other) return `E: Unable to locate package ${name}`;
    if (version !== undefined && version !== other[1]) {
      return `E: Version '${version}' for '${name}' was not found`;
    }
    return { release: null, selected: null, text: newest(name, other[1]) };
  }
  const release = version === undefined ? known(state)[0] : fitting(state, version);
  if (!release) {
    const bare = fitting(state, `${version}-*`) !== null;
    const hint = !state.updated
      ? '\n(the practice node knows only what is installed: apt-get update first)'
      : bare
        ? `\n(the practice node knows: containerd=${version}-1, or containerd=${version}*)`
        : '';
    return `E: Version '${version}' for 'containerd' was not found${hint}`;
  }
  const selected =
    version === undefined || version === debian(release)
      ? null
      : `Selected version '${debian(release)}' (Practice:11/stable [amd64]) for 'containerd'`;
  const same = release === state.containerd.installed;
  return { release: same ? null : release, selected, text: newest('containerd', debian(release)) };
}

async function change(
  world: World,
  release: string,
  lines: readonly string[],
  { yes, downgrades, simulate, stdin }: InstallOptions,
  wait: (seconds: number) => Promise<void>,
): Promise<ExecResult> {
  const { installed } = world.state.containerd;
  const down = compareVersions(release, installed) < 0;
  const plan = [
    ...lines,
    `The following packages will be ${down ? 'DOWNGRADED' : 'upgraded'}:`,
    '  containerd',
    counted(down ? 0 : 1, down ? 1 : 0),
  ];
  if (simulate) {
    const now = `(${debian(release)} Practice:11/stable [amd64])`;
    return bytesOut(
      textOf([...plan, `Inst containerd [${debian(installed)}] ${now}`, `Conf containerd ${now}`]),
    );
  }
  if (down && yes && !downgrades) {
    return failed(plan, 'E: Packages were downgraded and -y was used without --allow-downgrades.');
  }
  const asked = [...plan, `Need to get ${SIZE} of archives.`];
  if (down && !yes && !/^(?:y|yes|\n)/i.test(stdin)) {
    const note = '(the practice node has nobody to ask: -y --allow-downgrades says yes)';
    return bytesOut(textOf([...asked, 'Do you want to continue? [Y/n] Abort.']), `${note}\n`, 1);
  }
  await wait(TAKES);
  const { containerd } = world.state;
  world.set({ ...world.state, containerd: { ...containerd, installed: release } });
  const still =
    containerd.running === release
      ? ''
      : `(the practice node: containerd is still running ${containerd.running} until it is restarted)\n`;
  // containerd 2.0 speaks CRI v1 alone; a kubelet of 1.22 knows v1alpha2.
  const cri =
    compareVersions(release, '2.0.0') < 0
      ? ''
      : '(the practice node: a real kubelet of 1.22 cannot talk to containerd 2; this one goes on)\n';
  const note = still + cri;
  return bytesOut(
    textOf([
      ...asked,
      `Get:1 ${HOST} bullseye/main amd64 containerd amd64 ${debian(release)} [${SIZE}]`,
      `Fetched ${SIZE} in 2s (11.7 MB/s)`,
      '(Reading database ... 31874 files and directories currently installed.)',
      `Preparing to unpack .../containerd_${debian(release)}_amd64.deb ...`,
      ...(down
        ? [`dpkg: warning: downgrading containerd from ${debian(installed)} to ${debian(release)}`]
        : []),
      `Unpacking containerd (${debian(release)}) over (${debian(installed)}) ...`,
      `Setting up containerd (${debian(release)}) ...`,
    ]),
    note,
  );
}

function newest(name: string, version: string): string {
  return `${name} is already the newest version (${version}).`;
}

function counted(up: number, down: number): string {
  const downgraded = down > 0 ? ` ${down} downgraded,` : '';
  return `${up} upgraded, 0 newly installed,${downgraded} 0 to remove and 0 not upgraded.`;
}

function failed(lines: readonly string[], problem: string): ExecResult {
  return bytesOut(textOf(lines), `${problem}\n`, FAILED);
}
