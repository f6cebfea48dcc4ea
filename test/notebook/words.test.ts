import { describe, expect, it } from 'vitest';
import en from '../../content/strings/en.json' with { type: 'json' };
import zhCn from '../../content/strings/zh-cn.json' with { type: 'json' };
import { compile } from '../../src/notebook/compile.ts';
import { order } from '../../src/notebook/order.ts';
import { PROBLEMS, type Problem, problem } from '../../src/notebook/problem.ts';
import { createWord, type Dictionary } from '../../src/share/words.ts';

const refused = (text: string): Problem => {
  const made = compile(text);
  if (made.ok) throw new Error(`${text} compiles`);
  return made.problem;
};

const ordered = (texts: readonly string[]): Problem => {
  const plan = order(
    texts.map((text, at) => ({ id: `cell ${at}`, text })),
    new Set(['Plot']),
  );
  const found = plan.find((one) => one.problem)?.problem;
  if (!found) throw new Error(`${texts} can run`);
  return found;
};

/** One problem of each kind, with the values that it comes with. */
const EACH: readonly Problem[] = [
  refused('const a = ;'),
  refused('import a from "a"'),
  refused('enum A {}'),
  refused('a = 1'),
  ordered(['const a = 1', 'const a = 2']),
  ordered(['const Plot = 1']),
  ordered(['const a = b', 'const b = a']),
  problem('needs', { name: 'a', cell: 'cell 1' }),
  problem('thrown', { message: 'Error: no' }),
  problem('stopped', { seconds: '2.5' }),
  problem('halted'),
];

describe('the words of problems', () => {
  it('are asked for every kind here', () => {
    expect(EACH.map(({ id }) => id).toSorted()).toEqual([...PROBLEMS].toSorted());
  });

  it.each([
    ['en', en],
    ['zh-CN', zhCn],
  ] as const)('are whole in %s: no word and no place is missing', (language, dictionary) => {
    const word = createWord(dictionary as Dictionary, language);
    for (const { id, values } of EACH) {
      const said = word(`notebook.problem.${id}`, values);
      expect(said).not.toMatch(/^\[|\{\w+\}/);
      for (const value of Object.values(values)) expect(said).toContain(value);
    }
  });
});
