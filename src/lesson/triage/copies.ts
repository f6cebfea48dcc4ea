import type { CapturedGoroutine } from './captured.ts';
import type { Chance } from './chance.ts';
import { type Goroutine, moved, polledAt } from './goroutine.ts';

/** Pages that no capture and no connection of the model uses: from 0xc001000000 on. */
const FIRST_PAGE = 0xc001000;

/** Makes further goroutines of captured stacks, each with pages of its own, and gives them ages. */
export class Copies {
  private readonly chance: Chance;
  /** Minutes since the process was started. */
  private readonly uptime: number;
  private pages = 0;
  private made = 0;

  constructor(chance: Chance, uptime: number) {
    this.chance = chance;
    this.uptime = uptime;
  }

  /** Goroutines as they were captured, aged as those of a process that goes about its work. */
  once(block: readonly CapturedGoroutine[]): readonly Goroutine[] {
    return block.map(({ state, stack }) => ({ state, stack, minutes: this.age(state) }));
  }

  /** The same, but not all of them: plugins can be left out, and a connection for events comes with the first event. */
  some(block: readonly CapturedGoroutine[]): readonly Goroutine[] {
    return this.once(block).filter(() => this.chance.percent(70));
  }

  /** A further set of goroutines that belong together: what they shared they share still. */
  further(block: readonly CapturedGoroutine[], minutes?: number): readonly Goroutine[] {
    const own = new Map<string, string>();
    for (const { own: pages } of block)
      for (const page of pages)
        if (!own.has(page)) own.set(page, (FIRST_PAGE + this.pages++).toString(16));
    return block.map(({ state, stack }) => ({
      state,
      stack: polledAt(
        moved(stack, (page) => own.get(page) ?? page),
        ++this.made,
      ),
      minutes: minutes ?? this.age(state),
    }));
  }

  /** So many further sets. */
  times(count: number, block: readonly CapturedGoroutine[]): readonly Goroutine[] {
    return Array.from({ length: count }, () => this.further(block)).flat();
  }

  /** Since when something that is no trouble has been parked: since just now, or for a long time. */
  age(state: string): number {
    if (state === 'running' || state === 'runnable') return 0;
    return this.chance.percent(45) ? 0 : this.chance.whole(1, this.uptime);
  }
}
