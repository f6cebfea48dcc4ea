import { builds } from './builds.ts';

/**
 * Argument words. In a template stand
 * - `&client`: a pointer to something of the connection, the same in all its goroutines;
 * - `$c1`: a pointer to something of the goroutine's own;
 * - `%id`: a number, by name;
 * each with `+0x18` behind it where the word lies that much further on. All other words are as captured.
 */
const TOKEN = /([&$%])([a-zA-Z]+\d*)(?:\+0x([0-9a-f]+))?/g;

/** Numbers that a stack shows: each in hexadecimal, but for `id8`, which is `id` with eight digits. */
export interface Numbers {
  /** Stream id of the request. */
  readonly id: number;
  /** Bytes of the frame that is written, with its header of ten. */
  readonly frame: number;
  /** Bytes of its payload. */
  readonly payload: number;
  /** Letters of the RPC's name. */
  readonly rpc: number;
}

/** What the words of one goroutine are made of. */
export interface Owner {
  /** Which connection of the process, from 0. */
  readonly connection: number;
  /** Which goroutine of the connection, from 0: the same in every state. */
  readonly goroutine: number;
  readonly numbers: Numbers;
}

/** Go's heap of amd64 begins here; captured words of the heap lie within the first 64 MiB. */
const HEAP = 0xc000000000;
/** The model's connections lie beyond those, a gibibyte each: things of its own, then of each goroutine. */
const CONNECTIONS = HEAP + 0x10000000;
const CONNECTION = 0x40000000;
const THING = 0x1000;
const GOROUTINES = 0x100000;
const OWN = 0x40;
const OWN_SIZE = 0x1000;
/** Poll descriptors lie outside the heap, one behind the other. */
const POLL = 0x7f2f4a236000;
const POLL_SIZE = 0xe8;

/** Every pointer's place among those of its kind, so that it does not depend on what is printed first. */
const places = placesIn(JSON.stringify(builds));

/** Writes a template out, with the words of one goroutine. */
export function fill(template: string, owner: Owner): string {
  return template.replace(TOKEN, (_, kind: string, name: string, further: string | undefined) => {
    const more = further === undefined ? 0 : Number.parseInt(further, 16);
    if (kind === '%') return number(name, owner.numbers, more);
    return `0x${(pointer(kind, name, owner) + more).toString(16)}`;
  });
}

function pointer(kind: string, name: string, { connection, goroutine }: Owner): number {
  if (name === 'poll') return POLL + connection * POLL_SIZE;
  const place = places.get(`${kind}${name}`);
  if (place === undefined) throw new Error(`no pointer ${kind}${name}`);
  const start = CONNECTIONS + connection * CONNECTION;
  if (kind === '&') return start + place * THING;
  return start + GOROUTINES + goroutine * OWN_SIZE + place * OWN;
}

function number(name: string, numbers: Numbers, more: number): string {
  if (name === 'id8') return numbers.id.toString(16).padStart(8, '0');
  const value = (numbers as unknown as Readonly<Record<string, number>>)[name];
  if (value === undefined) throw new Error(`no number %${name}`);
  return `0x${(value + more).toString(16)}`;
}

function placesIn(text: string): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  const counts = { '&': 0, $: 0 };
  for (const [, kind, name] of text.matchAll(TOKEN)) {
    const key = `${kind}${name}`;
    if ((kind === '&' || kind === '$') && !found.has(key)) found.set(key, counts[kind]++);
  }
  return found;
}
