import { randomOf } from '../../model/simulate/random.ts';

/** What a seed decides, one draw after the other. */
export class Chance {
  private readonly random: () => number;

  constructor(seed: number) {
    this.random = randomOf(seed);
  }

  /** A whole number from `least` to `most`, both among them. */
  whole(least: number, most: number): number {
    return least + Math.floor(this.random() * (most - least + 1));
  }

  /** The same, but as often between 10 and 20 as between 100 and 200. `least` is 1 or more. */
  size(least: number, most: number): number {
    return Math.round(least * (most / least) ** this.random());
  }

  /** True in so many of a hundred draws. */
  percent(of: number): boolean {
    return this.random() * 100 < of;
  }

  /** One of a list. Throws a RangeError for an empty one. */
  pick<One>(list: readonly One[]): One {
    const found = list[Math.floor(this.random() * list.length)];
    if (found === undefined) throw new RangeError('nothing to pick from');
    return found;
  }

  /** The list in another order. */
  shuffled<One>(list: readonly One[]): readonly One[] {
    const mixed = [...list];
    for (let last = mixed.length - 1; last > 0; last--) {
      const other = this.whole(0, last);
      [mixed[last], mixed[other]] = [mixed[other] as One, mixed[last] as One];
    }
    return mixed;
  }

  /** A seed for something of its own. */
  seed(): number {
    return this.whole(1, 2 ** 30);
  }
}
