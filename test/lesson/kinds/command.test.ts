import { describe, expect, it } from 'vitest';
import { command } from '../../../src/lesson/kinds/command.ts';

const file = {
  check: [
    [
      {
        id: 'list',
        program: 'grep',
        options: [
          { id: 'count', any: ['-c', '--count'] },
          { id: 'after', any: ['-A 2', '--after-context 2'] },
        ],
        operands: [
          { id: 'text', match: 'tree|bush' },
          { id: 'file', match: '.*\\.log' },
        ],
        may: ['-i', '2>/dev/null'],
      },
    ],
    [
      { id: 'read', program: ['cat', 'zcat'], operands: [{ id: 'file', match: '.*\\.log' }] },
      { id: 'count-lines', program: 'wc', options: [{ id: 'lines', any: ['-l'] }], may: 'any' },
    ],
  ],
  solution: 'grep -c -A 2 tree wood.log',
  wrong: [
    { id: 'removes', shows: 'M2', answer: { line: 'rm -f wood.log', has: ['rm'] } },
    {
      id: 'inverts',
      answer: { line: 'grep -c -A 2 -v tree wood.log', has: ['-v', '--invert-match'] },
    },
    { id: 'uncounted', shows: 'M9', answer: { line: 'grep -A2 tree wood.log', lacks: ['count'] } },
    { id: 'just-this', shows: 'M1', answer: 'grep -c -A 2 leaf wood.log' },
  ],
};

function task(change: Record<string, unknown> = {}) {
  const read = command.parse({ ...file, ...change });
  if (!read.ok) throw new Error(`${read.at}: ${read.problem}`);
  return read.value;
}
const check = (line: string, change = {}) => command.check(task(change), line);

describe('command', () => {
  it.each([
    'grep -c -A 2 tree wood.log',
    'grep -cA2 tree wood.log',
    'grep tree -A 2 wood.log --count',
    '/bin/grep --after-context=2 -ic -- bush "my.log"',
    'sudo grep -A 2 -i -c tree wood.log 2>/dev/null',
    'zcat wood.log | wc -l',
    'cat wood.log | wc -cl --total=never',
  ])('passes %j', (line) => {
    expect(check(line)).toMatchObject({ passed: true, open: 0 });
  });

  it.each([
    'grep -c tree wood.log',
    'grep -c -A 3 tree wood.log',
    'grep -c -A 2 wood.log tree',
    'grep -c -A 2 tree',
    'grep -c -A 2 tree wood.log other.log',
    'grep -c -A 2 -n tree wood.log',
    'egrep -c -A 2 tree wood.log',
    './grep -c -A 2 tree wood.log',
    'cat wood.log',
    'cat wood.log | wc -l | sort',
    'cat wood.log | grep -l',
  ])('does not pass %j', (line) => {
    expect(check(line).passed).toBe(false);
  });

  it('says of each part of the nearest way what the line has of it', () => {
    expect(check('cat wood.log | wc').parts).toEqual([
      { id: 'read', given: 'cat', mark: 'right', says: 'part.read.why', shows: null },
      { id: 'file', given: 'wood.log', mark: 'right', says: 'part.file.why', shows: null },
      { id: 'count-lines', given: 'wc', mark: 'right', says: 'part.count-lines.why', shows: null },
      { id: 'lines', given: '', mark: 'wrong', says: 'part.lines.look', shows: null },
    ]);
  });

  it('names what is too much, and a line of another kind as a whole', () => {
    expect(check('grep -n -c -A 2 tree wood.log').parts.at(-1)).toMatchObject({
      id: 'line',
      given: '-n',
      says: 'look',
    });
    expect(check('date').parts).toMatchObject([{ id: 'line', given: 'date', says: 'look' }]);
  });

  it('explains what was foreseen: by words, by what is missing, by the very line', () => {
    const last = (line: string) => check(line).parts.at(-1);
    expect(last('rm wood.log')).toMatchObject({ says: 'wrong.removes', shows: 'M2' });
    expect(last('grep --invert-match -c -A 2 tree x.log')).toMatchObject({
      says: 'wrong.inverts',
      shows: null,
    });
    expect(last('grep tree wood.log -A 2')).toMatchObject({ says: 'wrong.uncounted' });
    expect(last('grep "leaf" -A2 wood.log  -c')).toMatchObject({ says: 'wrong.just-this' });
    expect(last('grep -c -A 2 leaf other.log')).toMatchObject({ says: 'part.file.why' });
  });

  it('keeps what was right beside a foreseen mistake', () => {
    const { parts } = check('grep -A 2 tree wood.log');
    expect(parts.map(({ id }) => id)).toEqual(['list', 'after', 'text', 'file', 'line']);
  });

  it.each(['', '   ', "grep 'a", 'a; b'])('leaves open what is not one command: %j', (line) => {
    expect(check(line)).toMatchObject({ passed: false, open: 1 });
  });

  it('goes into a link and comes back as one line, as typed', () => {
    const line = "grep -c 'a & b' x.log | wc";
    expect(command.read(task(), command.write(task(), line))).toBe(line);
    expect(command.read(task(), 'a\nb')).toBe('a b');
    expect(command.read(task(), 'x'.repeat(900))).toHaveLength(400);
  });

  it('asks for the words of every part once, however many ways share it', () => {
    const words = command.words(task());
    expect(words.filter((word) => word === 'part.file.why')).toHaveLength(1);
    expect(words).toContain('wrong.just-this');
  });

  it.each<[Record<string, unknown>, string, string]>([
    [{ solution: 'grep; date' }, 'solution', 'not one command (several)'],
    [{ check: [] }, 'check', 'expected at least 1 members, found 0'],
    [
      { check: [[{ id: 'a', program: 'x', operands: [{ id: 'a', match: 'y' }] }]] },
      'check/0/1',
      '"a" stands here twice',
    ],
    [
      { check: [[{ id: 'a', program: 'x', operands: [{ id: 'b', match: '(' }] }]] },
      'check/0/0/operands/0/match',
      expect.stringContaining('not a regular expression'),
    ],
    [
      { check: [[{ id: 'a', programme: 'x' }]] },
      'check/0/0/programme',
      '"programme" means nothing here',
    ],
    [
      { wrong: [{ id: 'x', answer: { line: 'a', lacks: ['cuont'] } }] },
      'wrong/0/answer/lacks/0',
      '"cuont" is not declared',
    ],
    [{ wrong: [{ id: 'x', answer: 'a |' }] }, 'wrong/0/answer', 'not one command (pipe)'],
    [
      { run: { on: 'moon', expect: 'x' } },
      'run/on',
      'expected one of practice, evidence, found "moon"',
    ],
  ])('tells an author what is wrong and where: %#', (change, at, problem) => {
    expect(command.parse({ ...file, ...change })).toMatchObject({ ok: false, at, problem });
  });
});
