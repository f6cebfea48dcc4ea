import { describe, expect, it } from 'vitest';
import { EMPTY, isBlank, SECTIONS } from '../../../src/lesson/card/card.ts';
import { checklist, says } from '../../../src/lesson/card/checklist.ts';
import { measureOf, SCREEN_LINES } from '../../../src/lesson/card/measure.ts';
import { cardOf, everywhere } from './surroundings.ts';

const open = (card: Parameters<typeof checklist>[0]) =>
  checklist(card)
    .filter(({ done }) => !done)
    .map(({ point }) => point);

describe('the checklist', () => {
  it('has nothing of a new card, and all of a finished one', () => {
    expect(open(EMPTY)).toHaveLength(11);
    const done = cardOf(
      {
        when: 'kubelet over 600 MiB, alert NodeMemory',
        look: 'first:\n```sh\n# twice\nctr pprof goroutines\n```',
        sure: '一个 459，一个 404，很多 444',
        now: 'restart containerd, not kubelet',
        proof: 'run `exec.sh 200` three times, none left',
        who: 'platform on call; containerd 1.4.11',
      },
      { title: 'Is it the socket?', embeds: [{ widget: 'workbench', query: '', height: 480 }] },
    );
    expect(open(done)).toEqual([]);
  });

  it.each([
    '   \n\n',
    '-',
    '...',
    '---',
    '- \n- \n- ',
    '```sh\n```',
    'TODO',
    'tbd, xxx',
    '待补',
    'aaaaaaaaaaaa',
    '……。',
  ])('is not satisfied by %j', (blank) => {
    expect(says(blank)).toBe(false);
    const filled = { ...everywhere(blank), title: blank };
    expect(open(filled)).toEqual(open(EMPTY));
  });

  it('takes four Chinese characters for as much as two short words', () => {
    expect([says('内存上涨'), says('内存涨'), says('it grows')]).toEqual([true, false, false]);
    expect(says('kubelet grows')).toBe(true);
  });

  it('counts no comment as a command, and no words as a proof', () => {
    const at = open(cardOf({ look: '```sh\n# later\n```', proof: 'we look whether it is well' }));
    expect(at).toContain('command');
    expect(at).toContain('proof-command');
    expect(at).not.toContain('proof');
  });
});

describe('the measure', () => {
  it('counts lines as they are set: wrapped, in lists, in code, and Chinese twice as wide', () => {
    const lines = (when: string) => measureOf(cardOf({ when })).lines - measureOf(EMPTY).lines - 2;
    expect(lines('one line')).toBe(1);
    expect(lines('two\nlines')).toBe(2);
    expect(lines('x'.repeat(88 * 3))).toBe(3);
    expect(lines('字'.repeat(88))).toBe(2);
    expect(lines('- a\n- b\n- c')).toBe(3);
    expect(lines(`\`\`\`\n${'x'.repeat(500)}\ny\n\`\`\``)).toBe(3);
  });

  it('tells a card of one screen from one that is longer, and counts what is live apart', () => {
    const short = {
      ...everywhere('one\ntwo\nthree'),
      embeds: [{ widget: 'w', query: '', height: 480 }],
    };
    expect(measureOf(short)).toEqual({ lines: 32, embeds: 480 });
    expect(measureOf(everywhere('a\nb\nc\nd\ne\nf\ng')).lines).toBeGreaterThan(SCREEN_LINES);
  });
});

it('a card is blank with spaces on it, and not with a host', () => {
  expect(isBlank({ ...EMPTY, host: 'html' })).toBe(true);
  expect(isBlank(everywhere(' \n'))).toBe(true);
  for (const id of SECTIONS) expect(isBlank(cardOf({ [id]: 'x' }))).toBe(false);
});
