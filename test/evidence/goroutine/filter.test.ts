import { describe, expect, test } from 'vitest';
import { complete } from '../../../src/evidence/goroutine/complete.ts';
import { type FilterProblem, filter } from '../../../src/evidence/goroutine/filter.ts';
import { group } from '../../../src/evidence/goroutine/group.ts';
import { read } from '../../../src/evidence/goroutine/read.ts';
import { bytes, only, readText } from './evidence.ts';

const text = `goroutine 1 [select]:
main.main()
	/src/main.go:7 +0x1

goroutine 5 [select, 11 minutes, locked to thread]:
github.com/containerd/ttrpc.(*Client).dispatch(0xc0)
	/ttrpc/client.go:222 +0x1
main.call()
	/src/call.go:9 +0x1
created by main.poll in goroutine 1
	/src/poll.go:3 +0x1

goroutine 6 [chan receive, 90 minutes] {route: /tasks}:
github.com/containerd/ttrpc.(*Client).run(0xc0)
	/ttrpc/client.go:259 +0x1
created by github.com/containerd/ttrpc.NewClient in goroutine 5
	/ttrpc/client.go:92 +0x1

goroutine 7 [sync.Cond.Wait (durable)]:
runtime.gopark(0x1)
	/usr/lib/go/src/runtime/proc.go:364 +0x1
`;
const dump = only(readText(text));

function ids(query: string): number[] {
  const found = filter(dump, query);
  if (!found.ok) throw new Error(JSON.stringify(found));
  return [...found.dump].map(({ id }) => id);
}

describe('a filter', () => {
  test.each<[string, number[]]>([
    ['', [1, 5, 6, 7]],
    ['state:select', [1, 5]],
    ['state=sel', []],
    ['state:="chan receive"', [6]],
    ['wait>10m', [5, 6]],
    ['wait>=11', [5, 6]],
    ['wait>1h', [6]],
    ['wait<1m', [1, 7]],
    ['wait:90', [6]],
    ['wait>1d', []],
    ['ttrpc', [5, 6]],
    ['TTRPC', [5, 6]],
    ['client.go:222', [5]],
    ['main.go:7', [1]],
    ['(*Client).run', [6]],
    ['-ttrpc', [1, 7]],
    ['not ttrpc', [1, 7]],
    ['--ttrpc', [5, 6]],
    ['ttrpc main.call', [5]],
    ['ttrpc and main.call', [5]],
    ['main.main or runtime', [1, 7]],
    ['main.main || runtime', [1, 7]],
    ['(main.main or ttrpc) wait>0', [5, 6]],
    ['func:~ttrpc.*(dispatch|run)$', [5, 6]],
    ['func:~"dispatch|gopark"', [5, 7]],
    ['(func:~\\.run)', [6]],
    ['a=b', []],
    ['-pkg:runtime', [1, 5, 6]],
    ['package=github.com/containerd/ttrpc', [5, 6]],
    ['top:main', [1]],
    ['created:NewClient', [6]],
    ['creator:1', [5]],
    ['id:6', [6]],
    ['id>=6', [6, 7]],
    ['depth>1', [5]],
    ['label:tasks', [6]],
    ['/tasks', [6]],
    ['is:locked', [5]],
    ['is:durable', [7]],
    ['"main.poll"', [5]],
    ['file:~/usr/.*\\.go:\\d+', [7]],
    ['http://x', []],
  ])('%s', (query, expected) => {
    expect(ids(query)).toEqual(expected);
  });

  test.each<[string, FilterProblem, number]>([
    ['state:', 'missing-value', 6],
    ['a fnc:x', 'unknown-field', 2],
    ['constructor:x', 'unknown-field', 0],
    ['wait>soon', 'bad-number', 5],
    ['wait>5x', 'bad-number', 5],
    ['func:~(', 'bad-regex', 6],
    ['func:~[z-a]', 'bad-regex', 6],
    ['func:~(a+)+$', 'slow-regex', 6],
    ['a "b', 'unclosed-quote', 2],
    ['(a', 'unclosed-parenthesis', 0],
    ['a)', 'stray-parenthesis', 1],
    ['a or', 'missing-term', 4],
    ['or a', 'missing-term', 0],
    ['-', 'missing-term', 0],
    ['state>a', 'wrong-operator', 6],
    ['wait~3', 'wrong-operator', 5],
    ['('.repeat(60), 'too-deep', 50],
    ['-'.repeat(60), 'too-deep', 50],
  ])('%s: %s', (query, problem, at) => {
    expect(filter(dump, query)).toMatchObject({ ok: false, problem, at });
  });

  test('gives a dump that can be grouped, with args, creators and labels', () => {
    const found = filter(dump, 'ttrpc');
    if (!found.ok) throw new Error(found.problem);
    expect(found.dump).toMatchObject({ size: 2, headers: 2, form: 'text' });
    expect([...found.dump]).toEqual([dump.goroutine(1), dump.goroutine(2)]);
    expect(group(found.dump, 'package')).toMatchObject([
      { key: 'github.com/containerd/ttrpc', count: 2 },
    ]);
  });

  test('works on counts profiles', () => {
    const counts = only(
      readText(
        'goroutine profile: total 5\n3 @ 0x1\n#\t0x1\tmain.f+0x1\t/a.go:1\n\n2 @ 0x2\n#\t0x2\tmain.g+0x1\t/a.go:2\n',
      ),
    );
    const found = filter(counts, 'main.g');
    expect(found.ok && found.dump.size).toBe(2);
  });
});

describe('completion', () => {
  const options = (query: string) => complete(query, query.length, dump);

  test('offers the fields', () => {
    expect(options('').options).toContain('state:');
    expect(options('st').options).toEqual(['state:']);
    expect(options('ttrpc wa')).toEqual({ from: 6, to: 8, options: ['wait>'] });
    expect(options('-st').from).toBe(1);
  });

  test('offers values of the dump, quoted where they need it', () => {
    expect(options('state:').options).toEqual(['"chan receive"', 'select', 'sync.Cond.Wait']);
    expect(options('state:ch')).toEqual({ from: 6, to: 8, options: ['"chan receive"'] });
    expect(options('a pkg:cont').options).toEqual(['github.com/containerd/ttrpc']);
    expect(options('is:').options).toContain('locked');
  });

  test('every option it offers makes a filter that finds something', () => {
    const pod = only(read(bytes('containerd-1.4.11/pod-deadlock/shim.usr1.log')));
    for (const field of ['state', 'func', 'file', 'pkg', 'top', 'created']) {
      const query = `${field}:`;
      for (const option of complete(query, query.length, pod).options) {
        const found = filter(pod, query + option);
        expect(found.ok && found.dump.size, query + option).toBeGreaterThan(0);
      }
    }
  });
});
