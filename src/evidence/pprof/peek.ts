import type { Amount } from './columns.ts';
import { nodesOf } from './nodes.ts';
import type { Profile, ValueType } from './profile.ts';
import { sumUp, weights } from './sums.ts';
import { top } from './top.ts';

/** A caller or callee, and what the samples hold in which the one calls the other. */
export interface Edge {
  readonly func: string;
  readonly value: Amount;
}

/** A function between those who call it and those it calls; largest first. */
export interface Peek {
  readonly sampleType: ValueType;
  readonly func: string;
  readonly file: string;
  readonly flat: Amount;
  readonly cum: Amount;
  readonly callers: readonly Edge[];
  readonly callees: readonly Edge[];
}

/**
 * Callers and callees of a function, with the meaning of `go tool pprof -peek` (google/pprof internal/graph): each
 * pair counts once a sample, and a function that calls itself is not its own caller. Null if no sample has it.
 */
export function peek(profile: Profile, type: number, func: string): Peek | null {
  const row = top(profile, type).find(func);
  if (!row) return null;
  const nodes = nodesOf(profile, 'function');
  const { samples, sampleTypes } = profile;
  const { first, last, nodes: nodeAt, size } = nodes;
  const seen = new Uint32Array(size * 2);
  // Callers in the first half, callees in the second.
  const sums = sumUp(weights(profile, type), size * 2, (column, into) => {
    seen.fill(0);
    const add = (at: number, sample: number) => {
      if (seen[at] === sample + 1) return;
      seen[at] = sample + 1;
      into[at] = (into[at] as number) + (column[sample] as number);
    };
    for (let sample = 0; sample < samples.size; sample++) {
      let callee = -1;
      for (let at = samples.first[sample] as number; at < (samples.last[sample] as number); at++) {
        const place = samples.locations[at] as number;
        for (let line = first[place] as number; line < (last[place] as number); line++) {
          const caller = nodeAt[line] as number;
          if (callee >= 0 && callee !== caller) {
            if (nodes.name(callee) === func) add(caller, sample);
            if (nodes.name(caller) === func) add(size + callee, sample);
          }
          callee = caller;
        }
      }
    }
  });
  const edges = (offset: number): Edge[] => {
    const found: { func: string; value: Amount; near: number }[] = [];
    for (let node = 0; node < size; node++) {
      const near = Math.abs(sums.near[offset + node] as number);
      if (near !== 0)
        found.push({ func: nodes.name(node), value: sums.exact(offset + node), near });
    }
    found.sort((a, b) => b.near - a.near || (a.func < b.func ? -1 : 1));
    return found.map(({ func: name, value }) => ({ func: name, value }));
  };
  const sampleType = sampleTypes[type];
  if (!sampleType) throw new RangeError(`no sample type ${type}`);
  return { sampleType, ...row, callers: edges(0), callees: edges(size) };
}
