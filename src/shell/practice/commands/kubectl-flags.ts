import { refusal } from '../../commands/input.ts';
import { type Options, readOptions } from '../../commands/options.ts';
import type { Output } from '../jobs.ts';
import type { Pod } from '../state.ts';
import type { World } from '../world.ts';

/** Options as pflag reads them; a text where one is not known. */
export function flags(
  args: readonly string[],
  short: string,
  long: Readonly<Record<string, string>>,
): Options | Output {
  // pflag takes a letter's value behind `=`, too.
  const plain = args.map((arg) =>
    short.includes(`${arg[1]}:`) ? arg.replace(/^(-\w)=/, '$1') : arg,
  );
  const options = readOptions(plain, { short, long });
  if (typeof options !== 'string') return options;
  const known = [...short.replace(/:/g, '')].map((one) => `-${one}`).join(' ');
  const why = options
    .replace(/^unrecognized option '(.*)'$/, 'unknown flag: $1')
    .replace(/^invalid option -- '(.)'$/, "unknown shorthand flag: '$1'");
  return refusal(`Error: ${why}\n(the practice node knows: ${known})`);
}

/** As the API server lists them: by namespace, then by name. */
export function byName(pods: readonly Pod[]): Pod[] {
  const key = (pod: Pod) => `${pod.namespace}/${pod.name}`;
  return pods.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
}

/** The pod of that name in that namespace, or what the API server says. */
export function podNamed(world: World, name: string, namespace: string): Pod | Output {
  const plain = name.replace(/^pods?\//, '');
  const found = world.pods().find((pod) => pod.name === plain && pod.namespace === namespace);
  return found ?? refusal(`Error from server (NotFound): pods "${plain}" not found`);
}
