import { describe, expect, it } from 'vitest';
import {
  clockText,
  LENGTHS,
  minutesText,
  toldBetween,
} from '../../../src/widgets/triage/use-clock.ts';

describe('the clock of a drill', () => {
  it('tells four things in its whole time and one after it, whatever its length', () => {
    for (const minutes of LENGTHS) {
      const told: string[] = [];
      for (let second = 0; second < minutes * 60 + 600; second++) {
        const one = toldBetween(second, second + 1, minutes * 60);
        if (one) told.push(one);
      }
      // Half of ten minutes is the last five.
      expect(told).toEqual(
        minutes === 10 ? ['five', 'one', 'over'] : ['half', 'five', 'one', 'over'],
      );
    }
  });

  it('misses nothing when a page slept for some seconds', () => {
    expect(toldBetween(595, 630, 900)).toBe('five');
    expect(toldBetween(830, 905, 900)).toBe('over');
  });

  it('counts down, and goes on', () => {
    expect(clockText(0, 900)).toBe('15:00');
    expect(clockText(840.4, 900)).toBe('1:00');
    expect(clockText(900, 900)).toBe('0:00');
    expect(clockText(912, 900)).toBe('+0:12');
    expect(minutesText(187)).toBe('3:07');
  });
});
