import { type Load, scrapeRate } from '../../model/leak/load.ts';
import { at, type Moment } from '../../model/leak/run.ts';
import { asVariant } from '../../model/leak/variants.ts';
import type { Word } from '../contract.ts';

/** Bytes as MiB: whole from 10 on, with one digit below. */
export function mib(bytes: number): string {
  const value = bytes / 2 ** 20;
  if (value > 0 && value < 0.05) return '<0.1';
  return value >= 10 || value === 0 ? grouped(Math.round(value)) : value.toFixed(1);
}

/** 6055 as `6,055`, in both languages. */
export function grouped(value: number): string {
  return value.toLocaleString('en-US');
}

/** A quotient as a reader says it: `1.05`. */
export function factorText(value: number): string {
  return value.toFixed(2);
}

/** The least and the most as one figure where they read alike. */
export function between(least: number, most: number): string {
  return mib(least) === mib(most) ? mib(most) : `${mib(least)}–${mib(most)}`;
}

/** All that the stuck calls of a moment hold, bytes. */
export function heldAt({ kubelet, containerd }: Moment): { least: number; most: number } {
  return { least: kubelet.live + containerd.live, most: kubelet.most + containerd.most };
}

/** What the run comes to, in a sentence above the picture. */
export function leadInWords(load: Load, word: Word): string {
  const end = at(load, load.duration);
  const values = { asked: end.askedSince, pending: end.pending, minute: load.hangAt / 60 };
  if (load.client === 'B') return word('leak-curves.lead.sound', values);
  if (load.deadline !== null) {
    const without = at(asVariant(load, 'A'), load.duration).pending;
    return word('leak-curves.lead.deadline', { ...values, without });
  }
  return word('leak-curves.lead.hangs', {
    ...values,
    minutes: (load.duration - load.hangAt) / 60,
  });
}

/** Who asks this node, in words: what the knobs say where there are none. */
export function loadInWords(load: Load, word: Word): string {
  const { client, scrapers, interval, execs, deadline, eviction } = load;
  return [
    word('leak-curves.load.scrapes', {
      scrapers,
      interval,
      perMinute: Number((scrapeRate(load) * 60).toFixed(1)),
    }),
    eviction ? word('leak-curves.load.eviction') : '',
    word('leak-curves.load.execs', { execs }),
    deadline === null
      ? word('leak-curves.load.none')
      : word('leak-curves.load.deadline', { deadline }),
    word(client === 'A' ? 'leak-curves.load.A' : 'leak-curves.load.B', {
      minute: load.hangAt / 60,
    }),
  ]
    .filter((text) => text !== '')
    .join(' ');
}

/** The whole run in words, for those who do not see the curves. */
export function nodeInWords(load: Load, word: Word): string {
  const end = at(load, load.duration);
  const { least, most } = heldAt(end);
  const values = {
    minutes: load.duration / 60,
    minute: load.hangAt / 60,
    pending: end.pending,
    execs: end.execs,
    kubelet: end.kubelet.goroutines,
    containerd: end.containerd.goroutines,
    memory: between(least, most),
    answered: end.answeredSince,
    asked: end.askedSince,
  };
  const connection = word(
    end.stuck ? 'leak-curves.describe.stuck' : 'leak-curves.describe.sound',
    values,
  );
  return `${loadInWords(load, word)} ${word('leak-curves.describe.end', values)} ${connection}`;
}
