import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatAt, parseAt, readPath } from '../../../src/evidence/ttrpc/at.ts';

describe('parseAt', () => {
  it.each([
    ['server.go:444', 'server.go:444', null],
    ['  client.go:259@1.0.1 ', 'client.go:259', '1.0.1'],
    ['client.go:259@v1.0.1', 'client.go:259', '1.0.1'],
    ['client.go:259 @ 1.0.1', 'client.go:259', '1.0.1'],
    ['ttrpc/server.go:444 +0x245', 'server.go:444', null],
    ['    164 \tvendor/github.com/containerd/ttrpc/server.go:444 +0x245', 'server.go:444', null],
    ['github.com/containerd/ttrpc@v1.2.5/client.go:359 +0x85', 'client.go:359', '1.2.5'],
    ['C:\\src\\ttrpc\\client.go:92', 'client.go:92', null],
  ])('reads %j', (text, at, version) => {
    const parsed = parseAt(text);
    expect(parsed.ok && [formatAt(parsed.at), parsed.version]).toEqual([at, version]);
  });

  it.each([
    ['', 'empty'],
    ['444', 'no-line'],
    ['server.go', 'no-line'],
    ['server.go:', 'no-line'],
    ['google.golang.org/grpc/server.go:87', 'not-ttrpc'],
    ['runtime/proc.go:306', 'not-ttrpc'],
  ])('says what is wrong with %j', (text, problem) => {
    expect(parseAt(text)).toEqual({ ok: false, problem, hint: problem, at: text });
  });

  it('never throws, whatever is typed', () => {
    fc.assert(fc.property(fc.string(), (text) => typeof parseAt(text).ok === 'boolean'));
  });

  it('reads back what formatAt writes', () => {
    fc.assert(
      fc.property(fc.constantFrom('client.go', 'server.go'), fc.nat(9999), (file, line) => {
        const parsed = parseAt(formatAt({ file, line }));
        return parsed.ok && parsed.at.file === file && parsed.at.line === line;
      }),
    );
  });
});

describe('readPath', () => {
  it('takes ttrpc’s files from vendor, from the module cache and bare, and no other package’s', () => {
    expect(
      readPath('github.com/containerd/containerd/vendor/github.com/containerd/ttrpc/server.go'),
    ).toEqual({
      file: 'server.go',
      version: null,
    });
    expect(readPath('github.com/containerd/ttrpc@v1.2.2/channel.go')).toEqual({
      file: 'channel.go',
      version: '1.2.2',
    });
    expect(readPath('server.go')).toEqual({ file: 'server.go', version: null });
    expect(readPath('google.golang.org/grpc/server.go')).toBeNull();
    expect(readPath('github.com/containerd/ttrpc/plugin/server.go')).toBeNull();
  });
});
