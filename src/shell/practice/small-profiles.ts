import { writeProfile } from '../../evidence/pprof/write.ts';
import { dateOf } from './changes.ts';
import { MADE, type Packed, type Program, packed } from './profiles.ts';
import { place } from './stacks.ts';
import type { NodeState } from './state.ts';

/** Samples of a processor's time are taken 100 times a second; goroutines that wait are in none. */
const HZ = 100;
/** Share of one processor that a daemon takes, waiting or not. Chosen. */
const BUSY = 0.02;
const GO = '/usr/local/go/src/runtime';

/** A CPU profile of so many seconds: the scheduler looking for work, and hardly anything else. A hang takes no time. */
export function cpuProfile(state: NodeState, program: Program, seconds: number): Packed {
  const samples = Math.max(1, Math.round(seconds * HZ * BUSY));
  const half = Math.floor(samples / 2);
  const schedule = [
    place(`runtime.findrunnable ${GO}/proc.go`),
    place(`runtime.schedule ${GO}/proc.go`),
    place(`runtime.park_m ${GO}/proc.go`),
    place(`runtime.mcall ${GO}/asm_amd64.s`),
  ];
  const period = 1e9 / HZ;
  const row = (leaf: string, file: string, count: number) => ({
    stack: [place(`${leaf} ${GO}/${file}`), ...schedule],
    values: [count, count * period],
  });
  return packed(
    writeProfile({
      sampleTypes: [
        { type: 'samples', unit: 'count' },
        { type: 'cpu', unit: 'nanoseconds' },
      ],
      samples: [
        row('runtime.epollwait', 'sys_linux_amd64.s', samples - half),
        ...(half > 0 ? [row('runtime.futex', 'sys_linux_amd64.s', half)] : []),
      ],
      periodType: { type: 'cpu', unit: 'nanoseconds' },
      period,
      timeNanos: nanos(state) - BigInt(Math.round(seconds * 1e9)),
      durationNanos: Math.round(seconds * 1e9),
      comments: [`${MADE}: ${program}; what waits takes no processor time, so no hang shows here`],
    }),
  );
}

/** Threads of a Go program on this machine. Chosen; a goroutine that waits needs none. */
export const THREADS: Readonly<Record<Program, number>> = { kubelet: 14, containerd: 13 };

/** Threads and where they were made: Go does not know the places, so it is one stack without frames. */
export function threadProfile(state: NodeState, program: Program): Packed {
  const type = { type: 'threadcreate', unit: 'count' };
  return packed(
    writeProfile({
      sampleTypes: [type],
      samples: [{ stack: [], values: [THREADS[program]] }],
      periodType: type,
      period: 1,
      timeNanos: nanos(state),
      comments: [`${MADE}: ${program}`],
    }),
  );
}

/** Block and mutex profiles are off unless a program asks for them; then they are empty. */
export function contentionProfile(state: NodeState, program: Program): Packed {
  return packed(
    writeProfile({
      sampleTypes: [
        { type: 'contentions', unit: 'count' },
        { type: 'delay', unit: 'nanoseconds' },
      ],
      samples: [],
      periodType: { type: 'contentions', unit: 'count' },
      period: 1,
      timeNanos: nanos(state),
      comments: [`${MADE}: ${program}`],
    }),
  );
}

function nanos({ time }: NodeState): bigint {
  return BigInt(dateOf(time).getTime()) * 1_000_000n;
}
