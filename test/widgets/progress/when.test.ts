import { describe, expect, it } from 'vitest';
import { daysUntil, whenIn } from '../../../src/widgets/progress/when.ts';

/** A time of the clock on the wall, wherever the test runs. */
const at = (day: number, hour: number) => new Date(2026, 9, day, hour).getTime();

describe('when a question comes back', () => {
  it('is told by the days of the calendar, not by hours', () => {
    expect(daysUntil(at(28, 1), at(28, 17))).toBe(0);
    expect(daysUntil(at(28, 23), at(29, 1))).toBe(1);
    expect(daysUntil(at(28, 21), at(31, 13))).toBe(3);
  });

  it('is right across the night in which clocks go back', () => {
    // In the zones of Europe the night of 25 October 2026 has 25 hours.
    for (let day = 20; day < 30; day++) expect(daysUntil(at(day, 23), at(day + 1, 1))).toBe(1);
  });

  it('is said in both languages', () => {
    expect(whenIn('en', at(28, 21), at(29, 13))).toBe('tomorrow');
    expect(whenIn('en', at(28, 21), at(31, 13))).toBe('in 3 days');
    expect(whenIn('zh-cn', at(28, 21), at(29, 13))).toBe('明天');
  });
});
