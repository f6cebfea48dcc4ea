import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Card, HOSTS, SECTIONS, sameCard, tidy } from '../../../src/lesson/card/card.ts';
import { readCard } from '../../../src/lesson/card/read.ts';
import { writeCard } from '../../../src/lesson/card/write.ts';
import { AROUND, cardOf, everywhere, NASTY } from './surroundings.ts';

function back(card: Card) {
  return readCard(writeCard(card, AROUND));
}

const lines = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...NASTY) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 30 }) },
    {
      weight: 1,
      arbitrary: fc.string({
        unit: fc.constantFrom(...'`~*_-#<>[](){}|&;:\\ !=+.1a中\t'),
        maxLength: 16,
      }),
    },
  ),
  { maxLength: 8 },
);
const text = lines.map((all) => all.join('\n'));
const card: fc.Arbitrary<Card> = fc.record({
  title: fc.oneof(fc.constantFrom(...NASTY), fc.string()),
  sections: fc.record({ when: text, look: text, sure: text, now: text, proof: text, who: text }),
  embeds: fc.array(
    fc.record({
      widget: fc.constantFrom('workbench', 'goroutine-dump'),
      query: fc.constantFrom('', 'v=1&x=a*/b', 'v=1&h=a--b---c', 'v=1&q=%3C%21'),
      height: fc.constantFrom(320, 480, 720),
    }),
    { maxLength: 3 },
  ),
  host: fc.constantFrom(...HOSTS),
});

describe('a card through its file', () => {
  it.each(NASTY.flatMap((line) => HOSTS.map((host) => [host, line.slice(0, 60), line] as const)))(
    'on %s, comes back whole: %s',
    (host, _, line) => {
      const written = { ...everywhere(`before\n${line}\nafter\n\n${line}`), title: line, host };
      expect(back(written)).toEqual({ ok: true, card: tidy(written), leftover: '' });
    },
  );

  it('comes back whole whatever was typed', () => {
    fc.assert(
      fc.property(card, (one) => {
        expect(back(one)).toEqual({ ok: true, card: tidy(one), leftover: '' });
      }),
      { seed: 20261129, numRuns: 400 },
    );
  });

  it('is the same file when it is written again', () => {
    fc.assert(
      fc.property(card, (one) => {
        const file = writeCard(one, AROUND);
        const read = readCard(file);
        expect(read.ok && writeCard(read.card, AROUND)).toBe(file);
      }),
      { seed: 7, numRuns: 200 },
    );
  });

  it('is tidied once and for all', () => {
    fc.assert(
      fc.property(card, (one) => sameCard(tidy(tidy(one)), tidy(one))),
      { seed: 3 },
    );
  });

  it('keeps what is inside a fence to the last space, and ends a fence that was left open', () => {
    const typed = '```sh\n  ss -xmp   \n\n\t| awk\n<!-- card end -->';
    const file = writeCard(cardOf({ look: typed, now: 'now' }), AROUND);
    expect(file).toContain(`${typed}\n\`\`\` \n`);
    const read = readCard(file);
    expect(read.ok && [read.card.sections.look, read.card.sections.now]).toEqual([typed, 'now']);
  });

  it('survives an editor that takes spaces from the ends of lines, and one that ends lines with CRLF', () => {
    const one = tidy(cardOf({ sure: 'two\nlines\n- a\n- b\n\n```sh\nx\n```', who: 'we' }));
    const file = writeCard(one, AROUND);
    const crlf = readCard(`\ufeff${file.replaceAll('\n', '\r\n')}`);
    expect(crlf.ok && crlf.card).toEqual(one);
    const trimmed = readCard(file.replace(/ +$/gm, ''));
    expect(trimmed.ok && trimmed.card.sections.sure).toBe(
      'two\nlines\n\n- a\n- b\n\n```sh\nx\n```',
    );
  });
});

describe('a file changed by hand', () => {
  const file = writeCard(
    cardOf(
      { when: 'alert', now: 'restart', who: 'us' },
      { title: 'Ours', embeds: [{ widget: 'workbench', query: 'v=1', height: 480 }] },
    ),
    AROUND,
  );
  const read = (text: string) => {
    const card = readCard(text);
    if (!card.ok) throw new Error(card.problem);
    return card;
  };

  it('may have other headings, more lines and a section less', () => {
    const changed = file
      .replace('## About when', '## Wann?')
      .replace('alert', 'alert\nand a <page>')
      .replace(/<!-- card now -->[\s\S]*?(?=<!-- card who)/, '');
    const { card, leftover } = read(changed);
    expect(card.sections).toMatchObject({ when: 'alert\nand a <page>', now: '', who: 'us' });
    expect(leftover).toBe('');
  });

  it('loses no line that has no place: it is handed back', () => {
    const changed = file
      .replace('# Ours', '# Ours\n\nby the platform team')
      .replace('<!-- card now -->', '<!-- card later -->')
      .replace('## About embeds', '## About embeds\n\nseen live')
      .replace('</script>', '</script>\nbelow the frame')
      .concat('after all\n');
    const { card, leftover } = read(changed);
    expect(card.title).toBe('Ours');
    expect(card.sections.now).toBe('');
    for (const line of ['by the platform', 'restart', 'seen live', 'below the frame', 'after all'])
      expect(leftover).toContain(line);
  });

  it('with a section twice has both texts', () => {
    expect(read(file.replace('card now', 'card when')).card.sections.when).toBe('alert\n\nrestart');
  });

  it.each([
    ['', 'empty'],
    ['  \n', 'empty'],
    ['# A runbook\n\nof somebody else', 'foreign'],
    ['{"kit":"stuck-in-send/progress"}', 'foreign'],
    ['\u0000\u0001PNG', 'foreign'],
    [SECTIONS.map((id) => `<!-- card ${id} -->\n${id}`).join('\n'), 'foreign'],
    [file.replace('runbook-card 1', 'runbook-card 2'), 'newer'],
    [file.slice(0, file.indexOf('<!-- card end')), 'cut'],
  ])('or another file is refused with its reason (%#)', (text, problem) => {
    expect(readCard(text)).toEqual({ ok: false, problem });
  });
});
