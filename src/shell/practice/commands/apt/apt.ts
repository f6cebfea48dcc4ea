import type { CustomCommand, ExecResult, ResolvedCommandContext } from 'just-bash/browser';
import { bytesOut, refusal, stdinOf, textOf } from '../../../commands/input.ts';
import { has, type Options, readOptions } from '../../../commands/options.ts';
import type { World } from '../../world.ts';
import { callerOf, waitingCommand } from '../caller.ts';
import { debian, known, ORIGIN, OTHERS } from './archive.ts';
import { install } from './install.ts';

const FAILED = 100;
/** Seconds of `apt-get update`. Chosen. */
const UPDATE = 2;
const KNOWN =
  '(the practice node knows: update, install [-y] [-s] [--allow-downgrades] containerd=VERSION, policy, madison, list)';

/** apt-get(8). */
export function aptGet(world: World): CustomCommand {
  return waitingCommand('apt-get', async (args, ctx) =>
    run(world, args, ctx, ['update', 'install', 'upgrade']),
  );
}

/** apt(8): apt-get's and apt-cache's operations in one. */
export function apt(world: World): CustomCommand {
  return waitingCommand('apt', async (args, ctx) =>
    run(world, args, ctx, ['update', 'install', 'upgrade', 'policy', 'list']),
  );
}

/** apt-cache(8). */
export function aptCache(world: World): CustomCommand {
  return waitingCommand('apt-cache', async (args, ctx) =>
    run(world, args, ctx, ['policy', 'madison']),
  );
}

async function run(
  world: World,
  args: readonly string[],
  ctx: ResolvedCommandContext,
  operations: readonly string[],
): Promise<ExecResult> {
  const options = readOptions(args, {
    short: 'yqsaD',
    long: {
      yes: 'y',
      'assume-yes': 'y',
      quiet: 'q',
      simulate: 's',
      'dry-run': 's',
      'all-versions': 'a',
      'allow-downgrades': 'D',
    },
  });
  if (typeof options === 'string') {
    const bad = args.find((arg) => arg.startsWith('-')) ?? '';
    return refusal(
      `E: Command line option ${bad} is not understood in combination with the other options\n${KNOWN}`,
      FAILED,
    );
  }
  const [operation = '', ...names] = options.operands;
  if (!operations.includes(operation))
    return refusal(`E: Invalid operation ${operation}\n${KNOWN}`, FAILED);
  if (operation === 'upgrade') {
    return refusal(
      `E: the practice node upgrades by name only: apt-get install containerd=VERSION\n${KNOWN}`,
      FAILED,
    );
  }
  const wait = (seconds: number) => world.sleep(seconds, callerOf(ctx));
  if (operation === 'update') return await update(world, wait);
  if (operation === 'install')
    return await install(world, names, installOptions(options, ctx), wait);
  if (operation === 'list') return list(world, names, has(options, 'a'));
  if (names.length === 0)
    return refusal(`E: apt-cache ${operation}: a package is needed\n${KNOWN}`, FAILED);
  const rows = names.flatMap((name) =>
    operation === 'policy' ? policy(world, name) : madison(world, name),
  );
  const missing = names.find((name) => releasesOf(world, name).length === 0);
  const stderr = missing !== undefined ? `N: Unable to locate package ${missing}\n` : '';
  return bytesOut(textOf(rows), stderr);
}

function installOptions(options: Options, ctx: ResolvedCommandContext) {
  return {
    yes: has(options, 'y'),
    downgrades: has(options, 'D'),
    simulate: has(options, 's'),
    stdin: stdinOf(ctx),
  };
}

async function update(world: World, wait: (seconds: number) => Promise<void>): Promise<ExecResult> {
  const hit = world.state.updated;
  await wait(UPDATE);
  world.set({ ...world.state, updated: true });
  return bytesOut(
    textOf([
      `${hit ? 'Hit' : 'Get'}:1 http://packages.example/debian bullseye InRelease${hit ? '' : ' [23.8 kB]'}`,
      ...(hit ? [] : [`Get:2 ${ORIGIN} [61.2 kB]`, 'Fetched 85.0 kB in 1s (62.4 kB/s)']),
      'Reading package lists... Done',
    ]),
  );
}

/** Versions of a package that apt knows, newest first. */
function releasesOf(world: World, name: string): readonly string[] {
  if (name === 'containerd') return known(world.state).map(debian);
  return OTHERS.filter(([one]) => one === name).map(([, version]) => version);
}

function installedOf(world: World, name: string): string | undefined {
  if (name === 'containerd') return debian(world.state.containerd.installed);
  return releasesOf(world, name)[0];
}

function policy(world: World, name: string): string[] {
  const releases = releasesOf(world, name);
  const installed = installedOf(world, name);
  if (releases.length === 0 || installed === undefined) return [];
  const fetched = world.state.updated;
  return [
    `${name}:`,
    `  Installed: ${installed}`,
    `  Candidate: ${releases[0]}`,
    '  Version table:',
    ...releases.flatMap((release) => {
      const own = release === installed;
      return [
        `${own ? ' *** ' : '     '}${release} ${fetched ? 500 : 100}`,
        ...(fetched ? [`        500 ${ORIGIN}`] : []),
        ...(own ? ['        100 /var/lib/dpkg/status'] : []),
      ];
    }),
  ];
}

function madison(world: World, name: string): string[] {
  // Only what an archive has: before the first update there is none.
  if (!world.state.updated) return [];
  return releasesOf(world, name).map(
    (release) => `${name.padStart(10)} | ${release.padStart(10)} | ${ORIGIN}`,
  );
}

function list(world: World, names: readonly string[], all: boolean): ExecResult {
  const wanted = names.length > 0 ? names : ['containerd', ...OTHERS.map(([name]) => name)];
  const rows = wanted.flatMap((name) => {
    const installed = installedOf(world, name);
    const releases = releasesOf(world, name);
    const shown = all ? releases : releases.slice(0, 1);
    return shown.map((release) => {
      const mark =
        release === installed ? ' [installed]' : all ? '' : ` [upgradable from: ${installed}]`;
      return `${name}/stable ${release} amd64${mark}`;
    });
  });
  return bytesOut(textOf(['Listing... Done', ...rows]));
}
