import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatAt, parseAt } from '../../../src/evidence/ttrpc/at.ts';
import { knownPlaces } from '../../../src/evidence/ttrpc/book.ts';
import { decode, type Match } from '../../../src/evidence/ttrpc/decode.ts';
import { familiesOf } from '../../../src/evidence/ttrpc/families.ts';

function meaning(text: string) {
  const parsed = parseAt(text);
  if (!parsed.ok) throw new Error(parsed.problem);
  return decode(parsed.at, parsed.version ?? undefined);
}

const brief = (match: Match) =>
  `${match.actor} ${match.kind} ${match.positions.map((one) => one.id.split('.')[2]).join('|')} @${match.versions.join(',')}`;

function matches(text: string): readonly string[] {
  const decoded = meaning(text);
  return decoded.ok ? decoded.matches.map(brief) : [decoded.problem];
}

describe('decode: the ten lines of the post', () => {
  it.each([
    ['server.go:87', 'server.acceptor stands accept'],
    ['server.go:127', 'server.loop creation idle|write'],
    ['server.go:332', 'server.receiver creation read|body|handoff'],
    ['server.go:362', 'server.receiver stands read|body'],
    ['server.go:404', 'server.receiver stands handoff'],
    ['server.go:431', 'server.loop stands idle'],
    ['server.go:434', 'server.handler creation call|respond'],
    ['server.go:438', 'server.handler stands call'],
    ['server.go:444', 'server.handler stands respond'],
    ['server.go:459', 'server.loop stands write'],
  ])('%s is %s, in 1.0.1, 1.0.2 and 1.1.0 alike', (at, expected) => {
    expect(matches(at)).toEqual([`${expected} @1.0.1,1.0.2,1.1.0`]);
    const decoded = meaning(at);
    expect(decoded.ok && decoded.doubts).toEqual(['versions']);
  });
});

describe('decode', () => {
  it('tells the same line apart by version', () => {
    expect(matches('client.go:259')).toEqual([
      'client.loop stands write @1.0.1',
      'client.closer stands wait @1.0.2',
    ]);
    expect(matches('client.go:259@1.0.2')).toEqual(['client.closer stands wait @1.0.2']);
    const decoded = meaning('client.go:259');
    expect(decoded.ok && decoded.doubts).toEqual(['meanings']);
  });

  it('takes the version from a path of the module cache', () => {
    expect(matches('github.com/containerd/ttrpc@v1.2.5/server.go:460')).toEqual([
      'server.handler stands respond @1.2.5',
    ]);
    expect(matches('server.go:460')).toHaveLength(2);
  });

  it.each([
    ['client.go:92@1.0.1', 'client.loop creation idle|write @1.0.1'],
    ['client.go:245@1.0.1', 'client.closer creation wait @1.0.1'],
    ['client.go:249@1.0.1', 'client.receiver creation read|body|handoff @1.0.1'],
    ['client.go:310@1.0.1', 'client.loop path write @1.0.1'],
    ['client.go:324@1.0.2', 'client.loop path write @1.0.2'],
    ['client.go:153@1.0.1', 'client.caller stands queue @1.0.1'],
    ['interceptor.go:49@1.0.1', 'client.caller path queue|await @1.0.1'],
    ['client.go:370@1.2.2', 'client.caller stands write @1.2.2'],
    ['client.go:366@1.2.2', 'client.caller stands hold @1.2.2'],
    ['client.go:385@1.2.2', 'client.receiver stands lock @1.2.2'],
  ])('%s is %s', (at, expected) => {
    expect(matches(at)).toEqual([expected]);
  });

  it('shows both sides for a line that both pass through', () => {
    expect(matches('channel.go:132@1.0.1')).toEqual([
      'client.loop path write @1.0.1',
      'server.loop path write @1.0.1',
    ]);
    expect(matches('channel.go:101@1.0.1')).toEqual([
      'client.receiver path read @1.0.1',
      'server.receiver path read @1.0.1',
    ]);
    expect(matches('channel.go:115@1.0.1')).toEqual([
      'client.receiver path body @1.0.1',
      'server.receiver path body @1.0.1',
    ]);
  });

  it('knows the four edges of the circle of 1.0.1, in order, and who ends each wait', () => {
    const edges = ['client.go:259', 'server.go:404', 'server.go:459', 'client.go:209'].map((at) => {
      const decoded = meaning(`${at}@1.0.1`);
      const match = decoded.ok ? decoded.matches[0] : undefined;
      return [match?.edges.find((one) => one.circle === 'A-S1')?.step, match?.frees];
    });
    expect(edges).toEqual([
      [1, ['server.receiver']],
      [2, ['server.loop']],
      [3, ['client.receiver']],
      [4, ['client.loop']],
    ]);
  });

  it('names the caller that holds the lock another one waits for', () => {
    const frees = (at: string) => {
      const decoded = meaning(at);
      return decoded.ok && decoded.matches[0]?.frees;
    };
    expect(frees('client.go:350@1.2.2')).toEqual(['client.holder']);
    expect(frees('client.go:366@1.2.2')).toEqual(['client.writer']);
  });

  it('gives no edge to the writers of families B and D: their receivers go on reading', () => {
    for (const at of ['client.go:275@1.1.0', 'client.go:428@1.2.5']) {
      const decoded = meaning(at);
      expect(decoded.ok && decoded.matches[0]?.edges).toEqual([]);
      expect(decoded.ok && decoded.matches[0]?.positions[0]?.posture).toBe('pressed');
    }
  });

  it('answers an unknown line with the known lines nearest to it', () => {
    const decoded = meaning('server.go:443@1.0.1');
    expect(decoded).toMatchObject({ ok: false, problem: 'unknown-line', hint: 'unknown-line' });
    expect(!decoded.ok && decoded.nearest.map(formatAt)).toEqual([
      'server.go:444',
      'server.go:438',
      'server.go:434',
    ]);
  });

  it('says in which versions a line does mean something', () => {
    const decoded = meaning('client.go:259@1.1.0');
    expect(decoded).toMatchObject({ problem: 'not-in-version', elsewhere: ['1.0.1', '1.0.2'] });
  });

  it.each([
    ['server.go:444', '9.9.9', 'unknown-version'],
    ['stream.go:10', undefined, 'unknown-file'],
    ['google.golang.org/grpc/server.go:444', undefined, 'not-ttrpc'],
  ])('refuses %s %s with %s', (file, version, problem) => {
    const [path = '', line] = file.split(/:(?=\d+$)/);
    expect(decode({ file: path, line: Number(line) }, version)).toMatchObject({
      ok: false,
      problem,
    });
  });

  it('never throws, and never returns an empty list of meanings', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer(), fc.option(fc.string()), (file, line, version) => {
        const decoded = decode({ file, line }, version ?? undefined);
        return decoded.ok ? decoded.matches.length > 0 : decoded.problem.length > 0;
      }),
    );
    for (const at of knownPlaces) expect(decode(at).ok).toBe(true);
  });
});

describe('familiesOf', () => {
  it.each([
    ['1.0.0', 'A', 'S1'],
    ['v1.0.2', 'A', 'S1'],
    ['1.1.2', 'B', 'S1'],
    ['1.2.0', 'C', 'S2'],
    ['1.2.3', 'C', 'S2'],
    ['1.2.4', 'D', 'S2'],
    ['1.2.9', 'D', 'S2'],
  ])('%s is client %s and server %s', (version, client, server) => {
    expect(familiesOf(version)).toMatchObject({ client, server });
  });

  it('knows no family of what is no version', () => {
    expect(familiesOf('main')).toBeNull();
  });
});
