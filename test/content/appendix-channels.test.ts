import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { explore, walk } from '../../src/model/explore/explore.ts';
import { waitsFor } from '../../src/model/kernel/waits.ts';
import { connect, slots } from '../../src/model/ttrpc/connection.ts';
import { stills } from '../../src/notebook/stills.ts';
import { blocks, captured } from './evidence.ts';

const SHIM = 'containerd-1.4.11/pod-deadlock/shim.unescaped.txt';
const DAEMON = 'containerd-1.4.11/pod-deadlock/containerd.usr1.log.gz';
const RELAPSE = 'families/ttrpc-122-client-deadlock.txt.gz';

/** States of the goroutines that stand at a place, not those that were only created there; each once. */
function statesAt(file: string, place: string): string[] {
  const there = new RegExp(`/${place.replace('.', '\\.')}(?:\\s|$)`);
  const stands = blocks(file).filter(({ lines }) =>
    lines.some((line, at) => there.test(line) && !lines[at - 1]?.startsWith('created by ')),
  );
  return [...new Set(stands.map(({ state }) => state))];
}

describe('the table of headers', () => {
  it.each([
    [SHIM, 'exec.go:65', 'chan receive'],
    [SHIM, 'server.go:404', 'select'],
    [SHIM, 'server.go:362', 'IO wait'],
    [SHIM, 'server.go:459', 'IO wait'],
    [SHIM, 'client.go:246', 'semacquire'],
    [DAEMON, 'client.go:209', 'select'],
  ])('in %s, %s is [%s]', (file, place, state) => {
    expect(statesAt(file, place)).toEqual([state]);
  });

  it.each([SHIM, DAEMON])('there is no [chan send] in %s', (file) => {
    const text = captured(file).toString('utf8');
    expect(text).toContain('[select]');
    expect(text).not.toContain('[chan send');
  });

  it('the crowd of the relapse has a header that the crowd of the hang has not', () => {
    expect(statesAt(RELAPSE, 'client.go:350')).toEqual(['semacquire']);
    expect(statesAt(DAEMON, 'client.go:153')).toEqual(['select']);
  });

  it('and the cell shows it, once it reads that dump', async () => {
    const page = new URL('../../content/en/appendix/channels.mdx', import.meta.url);
    const text = /name=headers\n([\s\S]*?)```/.exec(readFileSync(page, 'utf8'))?.[1] ?? '';
    const cells = [{ id: 'headers', text: text.replace(DAEMON, RELAPSE) }];
    const shown = (await stills('channels', cells)).get('headers');
    const rows = shown?.outputs.flatMap((output) => ('rows' in output ? output.rows : [])) ?? [];
    expect(JSON.stringify(rows[0])).toContain('[semacquire]');
    expect(JSON.stringify(rows)).toContain('client.go:350');
  });
});

/** The smallest machine that hangs, with so many places in its channel and so much room in its socket. */
function machine(calls: number, incoming = 0, room = 1) {
  const [toServer, toClient] = [slots(room), slots(room)];
  return connect({ client: 'A', server: 'S1', calls, incoming, toServer, toClient });
}

describe('the smallest machine', () => {
  it.each([
    [6, 0],
    [7, 1],
  ])(
    'with %i calls and %i places: a hand-off waits with a message in hand, at both ends',
    (calls, incoming) => {
      const small = machine(calls, incoming);
      const end = walk(small, explore(small).steps ?? []).at(-1);
      if (!end) throw new Error('no way to the hang');
      const held = waitsFor(small, end)
        .filter((wait) => wait.for === 'hand-off' || wait.for === 'room')
        .map((wait) => [small.kindOf(wait.goroutine).kind, small.handOf(end, wait.goroutine)]);
      expect(held.map(([kind]) => kind).sort()).toEqual([
        'client.loop',
        'client.receiver',
        'server.loop',
        'server.receiver',
      ]);
      expect(held.map(([, call]) => call)).not.toContain(null);
    },
  );

  it.each([0, 1, 2])('needs one call more for each place: %i', (incoming) => {
    expect(explore(machine(5 + incoming, incoming)).verdict).toBe('free');
    expect(explore(machine(6 + incoming, incoming)).verdict).toBe('deadlock');
  });

  it('needs two calls more when both directions of the socket have one place more', () => {
    expect(explore(machine(7, 0, 2)).verdict).toBe('free');
    expect(explore(machine(8, 0, 2)).verdict).toBe('deadlock');
  });
});
