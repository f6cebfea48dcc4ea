import { type Amount, amount } from '../columns.ts';

/**
 * From what was sampled to what there probably was, as the runtime does itself for profile.proto: debug=1 prints raw
 * samples. An allocation of size s is sampled with probability 1-exp(-s/rate), so the sample is divided by it.
 * Truncated as Go converts (runtime/pprof protomem.go, scaleHeapSample). The same pair if there is nothing to scale.
 */
export function scaleHeap(objects: Amount, bytes: Amount, rate: number): readonly [Amount, Amount] {
  if (objects === 0 || bytes === 0) return [0, 0];
  if (rate <= 1) return [objects, bytes];
  const [count, size] = [Number(objects), Number(bytes)];
  const scale = 1 / (1 - Math.exp(-(size / count) / rate));
  return Number.isFinite(scale) ? [whole(count * scale), whole(size * scale)] : [objects, bytes];
}

/** Cycles over all contentions to nanoseconds, and both times the sampling period (legacy_profile.go, parseContentionSample). */
export function scaleContention(
  cycles: Amount,
  count: Amount,
  hertz: number,
  period: number,
): readonly [Amount, Amount] {
  if (period <= 0) return [count, cycles];
  const delay = hertz > 0 ? whole((Number(cycles) * period) / (hertz / 1e9)) : cycles;
  return [amount(BigInt(count) * BigInt(period)), delay];
}

function whole(value: number): Amount {
  return amount(BigInt(Math.trunc(value)));
}
