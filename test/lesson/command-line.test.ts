import { describe, expect, it } from 'vitest';
import { parseCommandLine } from '../../src/lesson/command-line.ts';

const stages = (line: string) => {
  const read = parseCommandLine(line);
  return read.ok ? read.stages : read.problem;
};

describe('parseCommandLine', () => {
  it.each<[string, string[][]]>([
    ['kill -USR1 4301', [['kill', '-USR1', '4301']]],
    ["  grep  -c 'a b'  x\ty ", [['grep', '-c', 'a b', 'x', 'y']]],
    ['a|b | c', [['a'], ['b'], ['c']]],
    ['grep "server\\.go:444" "a \\"b\\" \\n"', [['grep', 'server\\.go:444', 'a "b" \\n']]],
    ['echo a\\ b \\| "|" \'|\'', [['echo', 'a b', '|', '|', '|']]],
    ["it''s \"x\"y'z'", [['its', 'xyz']]],
    ['kill $(pgrep -f "a | b" | head -1)', [['kill', '$(pgrep -f "a | b" | head -1)']]],
    ['kill `pgrep x` "$(pgrep y)" "$pid"', [['kill', '`pgrep x`', '$(pgrep y)', '$pid']]],
    ['sudo kill 1', [['kill', '1']]],
    ['sort > out 2>&1 2>/dev/null', [['sort', '>out', '2>&1', '2>/dev/null']]],
    ['sort <in >>out', [['sort', '<in', '>>out']]],
    ['top -b # once', [['top', '-b']]],
    ['echo a#b', [['echo', 'a#b']]],
    ['cat x |& wc', [['cat', 'x'], ['wc']]],
  ])('splits %j as a shell does', (line, expected) => {
    expect(stages(line)).toEqual(expected);
  });

  it.each([
    ['', 'empty'],
    ['  # only a comment', 'empty'],
    ["grep 'a", 'open'],
    ['grep "a', 'open'],
    ['kill $(pgrep', 'open'],
    ['kill `pgrep', 'open'],
    ['kill $(echo ")"', 'open'],
    ['| wc', 'pipe'],
    ['cat x |', 'pipe'],
    ['a | | b', 'pipe'],
    ['sudo | wc', 'pipe'],
    ['a; b', 'several'],
    ['a && b', 'several'],
    ['a || b', 'several'],
    ['sleep 1 &', 'several'],
    ['sort >', 'target'],
    ['sort > | wc', 'target'],
  ])('tells of %j what is wrong: %s', (line, problem) => {
    expect(stages(line)).toBe(problem);
  });
});
