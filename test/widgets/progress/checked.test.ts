import { describe, expect, it } from 'vitest';
import { verify } from '../../../src/lesson/completion.ts';
import { checkedAfter } from '../../../src/widgets/progress/checked.ts';

const file = (name: string, text: string) => ({ file: name, text, verified: verify(text) });

describe('the desk of checked files', () => {
  it('has each text once, where it first lay', () => {
    const desk = checkedAfter([file('a.json', '{"a":1}'), file('b.json', '{}')], []);
    const after = checkedAfter(desk, [file('again.json', ' {"a":1}\n'), file('c.json', 'x')]);
    expect(after.map((one) => one.file)).toEqual(['a.json', 'b.json', 'c.json']);
  });
});
