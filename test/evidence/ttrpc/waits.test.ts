import { describe, expect, it } from 'vitest';
import { formatAt } from '../../../src/evidence/ttrpc/at.ts';
import { type Circle, waits } from '../../../src/evidence/ttrpc/waits.ts';
import { wiring } from './samples.ts';

const chain = (circle: Circle | undefined): readonly string[] =>
  (circle?.edges ?? []).map(({ from, to, waits: what, seen }) => {
    const [a, b] = [circle?.nodes[from], circle?.nodes[to]];
    return `${a?.position.actor} (${a?.at ? formatAt(a.at) : '?'}) waits for ${what} from ${b?.position.actor}${seen ? '' : ', inferred'}`;
  });

const SHIM = 'containerd-1.4.11/pod-deadlock/shim.unescaped.txt';

describe('waits: a shim’s dump alone', () => {
  const [circle, ...others] = waits(wiring(SHIM));

  it('shows two of the four waits, and infers the other two', () => {
    expect(others).toEqual([]);
    expect(chain(circle)).toEqual([
      'client.loop (?) waits for room from server.receiver, inferred',
      'server.receiver (server.go:404) waits for take-request from server.loop',
      'server.loop (server.go:459) waits for room from client.receiver',
      'client.receiver (?) waits for take-message from client.loop, inferred',
    ]);
    expect(circle).toMatchObject({ closed: false, pairing: 'alone' });
  });

  it('does not claim to know the client’s family, and says what to look for in the client’s dump', () => {
    expect(circle).toMatchObject({ kind: null, candidates: ['A-S1', 'C-S1'], ask: 'client' });
    expect(
      circle?.lookFor.map(
        ({ circle: kind, at, versions }) => `${kind} ${formatAt(at)} ${versions}`,
      ),
    ).toEqual([
      'A-S1 client.go:259 1.0.1',
      'A-S1 client.go:273 1.0.2',
      'A-S1 client.go:209 1.0.1',
      'A-S1 client.go:222 1.0.2',
      'C-S1 client.go:370 1.2.2',
      'C-S1 client.go:385 1.2.2',
      'C-S1 client.go:366 1.2.2',
    ]);
  });
});

describe('waits: both ends', () => {
  const client = wiring('ttrpc-pair/size-w169/client.goroutine.debug2.txt.gz');
  const server = wiring('ttrpc-pair/size-w169/server.goroutine.debug2.txt');

  it('closes the circle, in either order of the dumps', () => {
    for (const found of [waits(client, server), waits(server, client)]) {
      expect(found).toHaveLength(1);
      expect(found[0]).toMatchObject({
        kind: 'A-S1',
        closed: true,
        pairing: 'joined',
        ask: null,
        lookFor: [],
      });
      expect(found[0]?.nodes.map((node) => node.at && formatAt(node.at))).toEqual([
        'client.go:259',
        'server.go:404',
        'server.go:459',
        'client.go:209',
      ]);
    }
  });

  it('closes the circle of five through the locks of a 1.2.2 client', () => {
    const [circle] = waits(
      wiring('families/ttrpc-122-client-deadlock.txt.gz'),
      wiring('families/ttrpc-110-server-deadlock.txt.gz'),
    );
    expect(circle).toMatchObject({ kind: 'C-S1', closed: true });
    expect(chain(circle)).toEqual([
      'client.caller (client.go:370) waits for room from server.receiver',
      'server.receiver (server.go:404) waits for take-request from server.loop',
      'server.loop (server.go:459) waits for room from client.receiver',
      'client.receiver (client.go:385) waits for stream-lock from client.caller',
      'client.caller (client.go:366) waits for send-lock from client.caller',
    ]);
  });

  it('does not close over a client that goes on reading', () => {
    const [circle] = waits(
      wiring('families/ttrpc-110-client-busy.txt.gz'),
      wiring('families/ttrpc-110-server-deadlock.txt.gz'),
    );
    expect(circle).toMatchObject({ closed: false, pairing: 'unmatched', ask: 'client' });
  });
});

describe('waits: no circle', () => {
  it.each([
    'containerd-1.4.11/exec-300-mutex/shim.unescaped.txt.gz',
    'containerd-1.4.11/idle/shim.unescaped.txt',
    'families/ttrpc-110-client-busy.txt.gz',
    'families/ttrpc-125-client-busy.txt.gz',
  ])('%s', (path) => {
    expect(waits(wiring(path))).toEqual([]);
  });
});
