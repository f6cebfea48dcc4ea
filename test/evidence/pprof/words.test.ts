import { expect, test } from 'vitest';
import en from '../../../content/strings/en.json' with { type: 'json' };
import zh from '../../../content/strings/zh-cn.json' with { type: 'json' };
import { KINDS } from '../../../src/evidence/pprof/kinds.ts';

const words: Record<string, Record<string, string>> = { en, zh };

test.each(Object.entries(KINDS))(
  'pages say of %s what it is and what to do in both languages, in English as the reader does',
  (kind, { problem, hint }) => {
    expect(words.en?.[`profile.is.${kind}`]).toBe(problem);
    expect(words.en?.[`profile.then.${kind}`]).toBe(hint);
    expect(words.zh?.[`profile.is.${kind}`]).toMatch(/\p{Script=Han}/u);
    expect(words.zh?.[`profile.then.${kind}`]).toMatch(/\p{Script=Han}/u);
  },
);
