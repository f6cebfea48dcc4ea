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
  const options = readOptions(args, { short, long });
  if (typeof options !== 'string') return options;
  const known = [...short.replace(/:/g, '')].map((one) => `-${one}`).join(' ');
  const why = options
    .replace(/^unrecognized option '(.*)'$/, 'unknown flag: $1')
    .replace(/^invalid option -- '(.)'$/, "unknown shorthand flag: '$1'");
  return refusal(`Error: ${why}\n(the practice node knows: ${known})`);
}

/** The pod of that name in that namespace, or what the API server says. */
export function podNamed(world: World, name: string, namespace: string): Pod | Output {
  const plain = name.replace(/^pods?\//, '');
  const found = world.pods().find((pod) => pod.name === plain && pod.namespace === namespace);
  return found ?? refusal(`Error from server (NotFound): pods "${plain}" not found`);
}
