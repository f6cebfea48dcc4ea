import { describe, expect, test } from 'vitest';
import { toCsv, toJson, toMarkdown, toText } from '../../../src/evidence/goroutine/export.ts';
import { group } from '../../../src/evidence/goroutine/group.ts';
import { read } from '../../../src/evidence/goroutine/read.ts';
import { bytes, only, readText } from './evidence.ts';

const pod = only(read(bytes('containerd-1.4.11/pod-deadlock/shim.usr1.log')));
const all = (pieces: Iterable<string>) => [...pieces].join('');

describe('text', () => {
  test('of a dump is read as the same goroutines', () => {
    const again = readText(all(toText(pod)));
    expect(again.leftovers).toEqual([]);
    const without = (dump: typeof pod) => [...dump].map(({ line: _, ...rest }) => rest);
    expect(without(only(again))).toEqual(without(pod));
  });

  test('keeps minutes, locks, marks, labels, creators and elisions', () => {
    const text = `goroutine 7 [select (durable), 3 minutes, locked to thread, synctest bubble 2] {k: v}:
main.f()
	/a.go:1
main.g(...)
	/a.go:2
...12 frames elided...
created by main.h in goroutine 3
	/a.go:4

`;
    expect(all(toText(only(readText(text))))).toBe(text);
  });

  test('of a counts profile is a counts profile', () => {
    const text =
      'goroutine profile: total 5\n3 @ 0x1\n#\t0x1\tmain.f+0x1\t/a.go:1\n#\t0x2\tmain.g+0x1\t/a.go:2\n\n2 @ 0x2\n#\t0x0\n';
    const again = readText(all(toText(only(readText(text)))));
    expect(again).toMatchObject({ forms: ['counts'], leftovers: [], notices: [] });
    expect(group(only(again)).map(({ count, stack }) => [count, stack.frames.length])).toEqual([
      [3, 2],
      [2, 1],
    ]);
  });
});

test('JSON can be parsed and holds every goroutine', () => {
  const parsed = JSON.parse(all(toJson(pod)));
  expect(parsed).toMatchObject({ form: 'log', size: 47, source: pod.source });
  expect(parsed.goroutines).toEqual(JSON.parse(JSON.stringify([...pod])));
});

test('CSV has a row a goroutine, and no cell that a spreadsheet would run', () => {
  const rows = all(toCsv(pod)).trimEnd().split('\n');
  expect(rows).toHaveLength(48);
  const evil = only(readText('goroutine 7 [=1+1]:\n@cmd,"x".f()\n\t/a.go:1 +0x1\n'));
  expect(all(toCsv(evil)).split('\n')[1]).toBe('7,\'=1+1,0,false,,"\'@cmd,""x"".f",/a.go:1,,1,1');
});

test('Markdown keeps names from breaking out of their cells and fences', () => {
  const evil = only(readText('goroutine 7 [select]:\nmain.a|b`c()\n\t/a```.go:1 +0x1\n'));
  const text = all(toMarkdown(group(evil)));
  expect(text).toContain('``main.a\\|b`c /a```.go:1``');
  expect(text).toContain('\n````\nmain.a|b`c\n\t/a```.go:1\n````\n');
});

test('Markdown names each group by what it is grouped by', () => {
  const two = only(
    readText(
      'goroutine 7 [select]:\nmain.a()\n\t/a.go:1 +0x1\n\ngoroutine 8 [select]:\nmain.b()\n\t/b.go:2 +0x1\n',
    ),
  );
  expect(all(toMarkdown(group(two, 'state')))).toContain('| 2 | select (2) |  | `select` |');
});
