import { isVersion, type Version } from '../evidence/ttrpc/book.ts';
import { familiesOf } from '../evidence/ttrpc/families.ts';
import type { ClientFamily, Family, ServerFamily, Side } from '../evidence/ttrpc/positions.ts';
import { clientFamilies, serverFamilies } from '../model/ttrpc/connection.ts';
import { standFor } from '../model/ttrpc/places.ts';
import type { Call, Option } from './command.ts';
import { type Fault, faultOf } from './fault.ts';
import type { Words } from './words.ts';

/** One end of a connection as it was asked for. */
export interface End<Of extends Family> {
  readonly family: Of;
  /** The version whose lines are shown: the one asked for where the book has it, else the one that stands for its family. */
  readonly version: Version;
  /** The version asked for, where the book lacks it. */
  readonly asked: string | null;
}

/** Both ends of a connection. */
export interface Pair {
  readonly ok: true;
  readonly client: End<ClientFamily>;
  readonly server: End<ServerFamily>;
}

/** The two options that name the ends. */
export const PAIR: readonly Option[] = [
  { name: 'client', value: 'A|B|C|D|VERSION', says: 'cli.pair.client' },
  { name: 'server', value: 'S1|S2|VERSION', says: 'cli.pair.server' },
];

/** The first ttrpc with a number, and the last whose families were read in its source. */
const KNOWN = /^1\.[0-2]\.\d+$/;

/** Which ends were asked for; client A and server S1 where none is. */
export function pairIn({ value, word }: Pick<Call, 'value' | 'word'>): Pair | Fault {
  const client = endOf<ClientFamily>('client', value('client') ?? 'A', word);
  if ('problem' in client) return client;
  const server = endOf<ServerFamily>('server', value('server') ?? 'S1', word);
  if ('problem' in server) return server;
  return { ok: true, client, server };
}

/** Versions by side, as the model's words and lines are asked for. */
export function versionsOf({ client, server }: Pick<Pair, 'client' | 'server'>): {
  readonly client: Version;
  readonly server: Version;
} {
  return { client: client.version, server: server.version };
}

/** `A (1.0.1)`; `D (1.2.7, lines of 1.2.5)`. */
export function endText({ family, version, asked }: End<Family>, word: Words): string {
  if (asked === null) return `${family} (${version})`;
  return word('cli.pair.lines', { family, version, asked });
}

function endOf<Of extends Family>(side: Side, given: string, word: Words): End<Of> | Fault {
  const families = Object.keys(side === 'client' ? clientFamilies : serverFamilies) as Of[];
  const named = families.find((family) => family === given.toUpperCase());
  if (named) return { family: named, version: standFor[named], asked: null };
  const version = given.replace(/^v/, '');
  const found = KNOWN.test(version) ? familiesOf(version) : null;
  if (!found) {
    return faultOf(
      word('cli.problem.choice', { option: `--${side}`, given }),
      `--${side} ${given}`,
      word('cli.hint.pair', { families: word.list(families) }),
    );
  }
  const family = found[side] as Of;
  if (isVersion(version)) return { family, version, asked: null };
  return { family, version: standFor[family], asked: version };
}
