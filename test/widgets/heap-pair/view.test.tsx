import { describe, expect, it } from 'vitest';
import { evidenceFromDisk } from '../../../src/site/evidence.ts';
import { wordsOf } from '../../../src/site/words.ts';
import { codec, type HeapPairState } from '../../../src/widgets/heap-pair/state.ts';
import { widget } from '../../../src/widgets/heap-pair/widget.ts';
import { play } from '../lesson/stage.tsx';
import { drawn, type Look } from '../stage.tsx';

const data = await widget.load(codec.initial, evidenceFromDisk);
const at = (part: Partial<HeapPairState> = {}): HeapPairState => ({ ...codec.initial, ...part });
const look = (state: HeapPairState, how: Look = {}) => drawn(widget, 'w', state, data, how);

describe('the still of a pair of heaps', () => {
  it.each(['en', 'zh-cn'] as const)('tells the story without script (%s)', (locale) => {
    const { html, text } = look(codec.initial, { locale });
    expect(html).not.toMatch(/<(button|input|select)\b/);
    for (const part of [
      'containerd 1.6.20',
      'containerd 1.4.11',
      '3.55 MiB',
      '25 MiB',
      '+14 MiB',
    ]) {
      expect(text).toContain(part);
    }
    expect(text).toContain('ttrpc.(*Client).dispatch');
    expect(text).toContain(wordsOf(locale)('heap-pair.tells'));
    expect(text).not.toContain('[heap-pair');
  });

  it('draws the growth in one colour and what was there in another', () => {
    const { html } = look(at({ look: 'difference' }));
    expect(html.match(/class="hp-grew"/g)).toHaveLength(6);
    expect(look(at({ look: 'first', said: 'a' }), { live: true }).html).not.toContain('hp-grew');
  });
});

describe('a pair of heaps in words', () => {
  it.each<[Partial<HeapPairState>, string]>([
    [
      {},
      'Bytes in use at the last look: A 3.55 MiB, B 25 MiB. One heap is a size at one moment. A large one may be at rest, a small one may grow.',
    ],
    [
      { look: 'difference', said: 'b' },
      'Bytes in use, from the first look to the last: A 0 B, B +14 MiB. B keeps more and more of what it allocates; the other gives it back. Right: B hangs, containerd 1.4.11. The other is containerd 1.6.20. What you look at shows it.',
    ],
    [
      { look: 'difference', measure: 'alloc_space' },
      'Bytes allocated since the start, from the first look to the last: A +43.4 MiB, B +145 MiB. Both grew: whoever works allocates, and this count never goes down. It is no leak by itself.',
    ],
    [
      { pair: 'poller', said: 'b' },
      'Bytes in use at the last look: A 3.5 MiB, B 1.5 MiB. One heap is a size at one moment. A large one may be at rest, a small one may grow. No: A hangs, ttrpc 1.0.1. The other is ttrpc 1.1.0. But what you look at does not show it.',
    ],
  ])('is true: %j', (part, expected) => {
    expect(look(at(part)).said).toBe(expected);
  });
});

/** Hooks render again after the present turn, and effects run without frames after preact's 35 ms. */
const turn = () => new Promise((resolve) => setTimeout(resolve, 50));

describe('a pair of heaps, played', () => {
  it('keeps the names to itself until somebody has said which one hangs', async () => {
    const stage = await play(widget, codec.initial, 'en', evidenceFromDisk);
    await turn();
    expect(stage.text()).not.toContain('1.4.11');
    stage.press('#w-look-difference');
    await turn();
    expect(stage.state.look).toBe('difference');
    expect(stage.said.at(-1)).toContain('A 0 B, B +14 MiB.');
    expect(stage.text()).not.toContain('1.4.11');
    stage.press('.hp-answers button:nth-child(1)');
    await turn();
    expect(stage.state.said).toBe('a');
    expect(stage.text()).toContain('No: B hangs, containerd 1.4.11.');
    expect(stage.said.at(-1)).toContain('What you look at shows it.');
  });

  it('is another riddle with another pair', async () => {
    const stage = await play(widget, at({ said: 'b' }), 'en', evidenceFromDisk);
    await turn();
    stage.press('#w-pair-poller');
    await turn();
    expect(stage.state).toEqual(at({ pair: 'poller' }));
    expect(stage.text()).toContain('Which of the two hangs?');
  });
});
