import { describe, expect, it } from 'vitest';
import en from '../../../content/strings/en.json' with { type: 'json' };
import zh from '../../../content/strings/zh-cn.json' with { type: 'json' };
import { positions } from '../../../src/evidence/ttrpc/positions.ts';

describe('the words of ttrpc', () => {
  it('has, in both languages, a word for every position, what it waits for and who frees it', () => {
    const keys = positions.flatMap((position) => [
      `ttrpc.position.${position.id}`,
      `ttrpc.actor.${position.actor}`,
      `ttrpc.waits.${position.waits ?? 'nothing'}`,
      `ttrpc.tag.${position.posture}`,
      ...[position.frees].flatMap((frees) =>
        (Array.isArray(frees) ? frees : Object.values(frees).flat()).map(
          (actor) => `ttrpc.actor.${actor}`,
        ),
      ),
      ...(position.holds ? [`ttrpc.holds.${position.holds}`] : []),
    ]);
    for (const words of [en, zh]) {
      expect(keys.filter((key) => !Object.hasOwn(words, key))).toEqual([]);
    }
  });
});
