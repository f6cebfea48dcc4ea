import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { type Captures, type Facts, facts, refind } from './facts.ts';

const { captures } = parse(
  readFileSync(new URL('../../content/evidence/sources.yaml', import.meta.url), 'utf8'),
) as { captures: Captures };

const ids = Object.keys(facts.facts);
const cited = (id: string) => 'repo' in (facts.facts[id]?.from ?? {});

test.each(ids)('%s has a value, a unit and a place to find it again', (id) => {
  expect(id).toMatch(/^[a-z]+(\.[A-Za-z0-9]+)+$/);
  const { value, unit, from } = facts.facts[id] ?? {};
  expect(['number', 'string']).toContain(typeof value);
  expect(unit).toMatch(/^[A-Za-z]+$/);
  expect(from).toBeTypeOf('object');
});

test.each(ids.filter((id) => !cited(id)))('%s is what its file gives', (id) => {
  expect(refind(facts, captures, id)).toBe(facts.facts[id]?.value);
});

test.each(ids.filter(cited))('%s cites a repository, a tag or commit, and a place', (id) => {
  expect(facts.facts[id]?.from).toEqual({
    repo: expect.stringMatching(/^[\w.-]+\/[\w.-]+$/),
    tag: expect.stringMatching(/^(v\d+\.\d+\.\d+|[0-9a-f]{12})$/),
    at: expect.stringMatching(/^[\w./-]+(:\d+)?$/),
  });
});

describe('finding a fact again', () => {
  const one = (from: unknown): Facts => ({
    files: { pod: 'containerd-1.4.11/pod-deadlock/shim.usr1.log' },
    facts: { 'a.b': { value: 0, unit: 'lines', from: from as Facts['facts'][string]['from'] } },
  });
  const find = (from: unknown) => refind(one(from), captures, 'a.b');

  test('a line is matched whole: :44 is not :444', () => {
    expect(find({ file: 'pod', lines: 'server.go:444' })).toBe(2);
    expect(find({ file: 'pod', lines: 'server.go:44' })).toBe(0);
  });

  test('a place where several goroutines stand tells nothing of one goroutine', () => {
    expect(() => find({ file: 'pod', goroutine: 'server.go:438', tell: 'id' })).toThrow('found 6');
  });

  test('a place that only stands in "created by" is nobody\'s place', () => {
    expect(() => find({ file: 'pod', goroutine: 'server.go:127', tell: 'id' })).toThrow('found 0');
  });

  test('a file that has no name is an error, not a zero', () => {
    expect(() => find({ file: 'nowhere', lines: 'server.go:444' })).toThrow('names no file');
  });

  test('a field that a capture does not note is an error, not a zero', () => {
    expect(() => find({ capture: 'idle', field: 'load.callers' })).toThrow('notes no');
  });
});
