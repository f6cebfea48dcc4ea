import { type CustomCommand, defineCommand, type ExecResult } from 'just-bash/browser';
import { refusal, textOf } from '../../../commands/input.ts';
import { has, lastValue, type Options, readOptions } from '../../../commands/options.ts';
import * as change from '../../changes.ts';
import { noteCure } from '../../cure.ts';
import type { Client } from '../../processes.ts';
import type { World } from '../../world.ts';
import { statusOf } from './status.ts';
import { UNITS, type Unit, unitOf } from './units.ts';

const KNOWN =
  '(the practice node knows: systemctl status|restart|start|is-active|is-enabled|show [-p PROPERTY] [--value]|cat|list-units of containerd and kubelet)';
/** LSB's exit code of a status for a unit that is not there, and of is-active for one that is not active. */
const MISSING = { status: 4, active: 3 };

type Verb = (
  world: World,
  units: readonly Unit[],
  options: Options,
  clients: readonly Client[],
) => ExecResult;

const VERBS: Readonly<Record<string, Verb>> = {
  status: ({ state }, units, options, clients) =>
    said(
      units.flatMap((unit, i) => [
        ...(i > 0 ? [''] : []),
        ...statusOf(unit, state, clients, has(options, 'l')),
      ]),
    ),
  restart: (world, units) => {
    for (const unit of units) restart(world, unit);
    return said([]);
  },
  // What is asked for is so already.
  start: () => said([]),
  stop: () =>
    refusal(
      `systemctl: the practice node has no state for a service that stands still: restart it instead\n${KNOWN}`,
    ),
  'is-active': (_, units) => said(units.map(() => 'active')),
  'is-enabled': (_, units) => said(units.map(() => 'enabled')),
  cat: (_, units) => said(units.flatMap(({ text }) => text.split('\n'))),
  show: ({ state }, units, options) =>
    said(units.flatMap((unit) => shown(propertiesOf(unit, state), options))),
};

/** systemctl(1) for the two services of the incident. */
export function systemctl(world: World, clients: () => readonly Client[]): CustomCommand {
  return defineCommand('systemctl', async (args) => {
    const options = readOptions(args, {
      short: 'lp:vq',
      long: { full: 'l', 'no-pager': 'N', property: 'p', value: 'v', quiet: 'q' },
    });
    if (typeof options === 'string') return refusal(`systemctl: ${options}\n${KNOWN}`);
    const [verb = 'list-units', ...names] = options.operands;
    if (verb === 'list-units') return said(listed());
    const act = Object.hasOwn(VERBS, verb) ? VERBS[verb] : undefined;
    if (!act) return refusal(`Unknown command verb ${verb}.\n${KNOWN}`);
    if (names.length === 0) return refusal(`Too few arguments.\n${KNOWN}`);
    const missing = names.find((name) => !unitOf(name));
    if (missing !== undefined) return absent(verb, missing);
    const units = names.flatMap((name) => unitOf(name) ?? []);
    const result = act(world, units, options, clients());
    return has(options, 'q') ? { ...result, stdout: '' } : result;
  });
}

/** Restarts a service as it is installed. A repaired containerd after a hang is the cure. */
function restart(world: World, { name }: Unit): void {
  if (name === 'kubelet.service') {
    world.set(change.kubeletRestarted(world.state));
    return;
  }
  world.set(change.containerdRestarted(world.state));
  noteCure(world);
}

function absent(verb: string, name: string): ExecResult {
  const unit = /\.\w+$/.test(name) ? name : `${name}.service`;
  if (verb === 'is-active') return { ...said(['inactive']), exitCode: MISSING.active };
  if (verb === 'status') return refusal(`Unit ${unit} could not be found.`, MISSING.status);
  if (verb === 'cat') return refusal(`No files found for ${unit}.`);
  return refusal(`Failed to ${verb} ${unit}: Unit ${unit} not found.\n${KNOWN}`, 5);
}

function propertiesOf(unit: Unit, state: World['state']): Readonly<Record<string, string>> {
  const { pid } = unit.main(state);
  return {
    Id: unit.name,
    Description: unit.description,
    LoadState: 'loaded',
    ActiveState: 'active',
    SubState: 'running',
    MainPID: String(pid),
    NRestarts: '0',
    FragmentPath: unit.file,
  };
}

function shown(properties: Readonly<Record<string, string>>, options: Options): string[] {
  const wanted = lastValue(options, 'p')?.split(',');
  return Object.entries(properties)
    .filter(([name]) => wanted === undefined || wanted.includes(name))
    .map(([name, value]) => (has(options, 'v') ? value : `${name}=${value}`));
}

function listed(): string[] {
  const width = Math.max(...UNITS.map(({ name }) => name.length));
  return [
    `  ${'UNIT'.padEnd(width)} LOAD   ACTIVE SUB     DESCRIPTION`,
    ...UNITS.map(
      ({ name, description }) => `  ${name.padEnd(width)} loaded active running ${description}`,
    ),
    '',
    'LOAD   = Reflects whether the unit definition was properly loaded.',
    'ACTIVE = The high-level unit activation state, i.e. generalization of SUB.',
    'SUB    = The low-level unit activation state, values depend on unit type.',
    `${UNITS.length} loaded units listed. (the practice node lists the two of the incident)`,
  ];
}

function said(lines: readonly string[]): ExecResult {
  return { stdout: textOf(lines), stdoutKind: 'text', stderr: '', exitCode: 0 };
}
