import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { diagnose } from '../../../src/evidence/diagnose/diagnose.ts';
import type { Profile } from '../../../src/evidence/pprof/profile.ts';
import { framesOf, sampleValue } from '../../../src/evidence/pprof/profile.ts';
import { read } from '../../../src/evidence/pprof/read.ts';
import { top } from '../../../src/evidence/pprof/top.ts';
import { CALL_HEAP, EXEC_HEAP } from '../../../src/model/leak/constants.ts';
import { containerdDump } from '../../../src/shell/practice/dumps.ts';
import { firstNode } from '../../../src/shell/practice/first.ts';
import { KUBELET_CALL, pendingCalls } from '../../../src/shell/practice/memory.ts';
import {
  containerdHeap,
  goroutineProfile,
  kubeletDump,
  kubeletHeap,
} from '../../../src/shell/practice/profiles.ts';
import { only, readText } from '../../evidence/goroutine/evidence.ts';
import { addExecs, stormed } from './hung.ts';

const BASE = new Uint8Array(
  readFileSync(
    new URL(
      '../../../content/evidence/containerd-1.4.11/idle/containerd.heap.pb.gz',
      import.meta.url,
    ),
  ),
);

async function profileOf(bytes: Uint8Array): Promise<Profile> {
  const reading = await read(bytes);
  if (!reading.ok) throw new Error(reading.problem);
  expect(reading.leftovers).toEqual([]);
  return reading.value;
}

const INUSE = 3;
function total(profile: Profile, type = INUSE): number {
  return Number(top(profile, type).total);
}

function cum(profile: Profile, func: RegExp, type = INUSE): number {
  const row = top(profile, type)
    .rows()
    .find((one) => func.test(one.func));
  return Number(row?.cum ?? 0);
}

const rest = firstNode();
const world = await stormed();
await world.later(60 * 60);
const hung = world.state;

describe("containerd's heap", () => {
  it('at rest is the captured one, sample by sample', async () => {
    const made = await profileOf(await containerdHeap(rest, BASE));
    const base = await profileOf(BASE);
    expect(made.samples.size).toBe(base.samples.size);
    for (let sample = 0; sample < base.samples.size; sample++) {
      const plain = (profile: Profile) =>
        framesOf(profile, sample).map(({ func, file, line }) => ({ func, file, line }));
      expect(plain(made)).toEqual(plain(base));
      for (let type = 0; type < 4; type++)
        expect(sampleValue(made, sample, type)).toBe(sampleValue(base, sample, type));
    }
  });

  it('holds as much for each exec over SPDY as was measured, nearly all in the compressor', async () => {
    const made = await profileOf(await containerdHeap(hung, BASE));
    const calls = pendingCalls(hung);
    expect(total(made)).toBe(total(await profileOf(BASE)) + 200 * EXEC_HEAP + calls * CALL_HEAP);
    expect(cum(made, /^compress\/flate\.NewWriter$/)).toBe(200 * (815_641 - 240));
    expect(cum(made, /\/spdystream\/spdy\.NewFramer$/)).toBe(200 * 240);
    expect(cum(made, /ttrpc\.\(\*Client\)\.dispatch$/)).toBeGreaterThan(calls * 1000);
  });

  it('holds nothing for execs of ctr', async () => {
    const other = await stormed(firstNode(), 0);
    await addExecs(other, 200, 'ctr');
    expect(other.answers).toBe(false);
    const made = await profileOf(await containerdHeap(other.state, BASE));
    expect(cum(made, /spdystream/)).toBe(0);
  });

  it('says that it was made, of what, and when', async () => {
    const made = await profileOf(await containerdHeap(hung, BASE));
    expect(made.comments[0]).toBe(
      'made by the model of Stuck in Send, not captured: containerd 1.4.11',
    );
    expect(made.comments[2]).toContain(`200 execs over SPDY and ${pendingCalls(hung)} calls`);
    expect(new Date(Number(BigInt(made.timeNanos) / 1_000_000n)).toISOString()).toContain(
      '2021-11-09T08:50:43',
    );
    expect(made.sampleTypes[made.defaultType]?.type).toBe('inuse_space');
  });

  it('refuses a base that is no heap', async () => {
    await expect(containerdHeap(rest, new Uint8Array([1, 2, 3]))).rejects.toThrow('no heap');
    const goroutines = await goroutineProfile(rest, 'kubelet', 0);
    await expect(containerdHeap(rest, goroutines)).rejects.toThrow('no heap profile: goroutine');
  });
});

describe("kubelet's heap", () => {
  it('grows by what each call holds beside its stack', async () => {
    const before = total(await profileOf(await kubeletHeap(rest)));
    const made = await profileOf(await kubeletHeap(hung));
    const grown = pendingCalls(hung) * (KUBELET_CALL - 8192);
    expect(total(made)).toBe(before + grown);
    expect(cum(made, /\(\*criStatsProvider\)\.listPodStats$/)).toBe(grown);
    expect(made.comments.join('\n')).toContain('is chosen');
  });
});

describe('goroutines', () => {
  it("kubelet's wait for the first byte of an answer, each since it came", () => {
    const dump = only(readText(kubeletDump(hung)));
    const waiting = [...dump].filter(({ stack }) =>
      /\.waitOnHeader$/.test(stack.frames[0]?.func ?? ''),
    );
    expect(waiting).toHaveLength(pendingCalls(hung));
    expect(Math.max(...waiting.map(({ minutes }) => minutes))).toBe(60);
    expect(new Set(waiting.map(({ minutes }) => minutes)).size).toBeGreaterThan(50);
    expect(readText(kubeletDump(hung)).leftovers).toEqual([]);
    expect(diagnose(dump)[0]).toMatchObject({
      rule: 'kubelet-callers-pile-up',
      confidence: 'certain',
    });
  });

  it('of a kubelet at rest are well', () => {
    expect(diagnose(only(readText(kubeletDump(rest)))).map(({ rule }) => rule)).toEqual([
      'healthy',
    ]);
  });

  it.each(['kubelet', 'containerd'] as const)(
    'of %s count the same in every form',
    async (program) => {
      const size = [
        ...only(readText(program === 'kubelet' ? kubeletDump(hung) : containerdDump(hung))),
      ].length;
      const text = new TextDecoder().decode(await goroutineProfile(hung, program, 1));
      expect(text).toMatch(
        /^goroutine profile: total \d+\n\d+ @ .*\n# labels: {"origin":"made by the model of Stuck in Send, not captured: \w+"}\n/,
      );
      expect(total(await profileOf(new TextEncoder().encode(text)), 0)).toBe(size);
      const proto = await profileOf(await goroutineProfile(hung, program, 0));
      expect(total(proto, 0)).toBe(size);
      expect(cum(proto, /^runtime\.gopark$/, 0)).toBeGreaterThan(size / 2);
      const counted = readText(text);
      expect(counted.leftovers).toEqual([]);
      expect(only(counted).form).toBe('counts');
      const dump = new TextDecoder().decode(await goroutineProfile(hung, program, 2));
      expect([...only(readText(dump))]).toHaveLength(size);
    },
  );
});
