import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { affected } from '../../src/evidence/ttrpc/affected.ts';
import { readSource } from '../../src/lesson/source.ts';
import { explore } from '../../src/model/explore/explore.ts';
import { type Connection, connect, slots } from '../../src/model/ttrpc/connection.ts';
import { captured } from './evidence.ts';

/** What The repair holds to be right, asked of the model, of the table of releases, and of a capture. */

function read(id: string) {
  const path = new URL(`../../content/exercises/${id}.yaml`, import.meta.url);
  const source = readSource(readFileSync(path, 'utf8'), id);
  if (!source.ok) throw new Error(`${id}: ${source.problem}`);
  return source.value;
}

/** The fewest calls, up to 12, with which a connection can come to a deadlock that leaves calls open. */
function fewest(change: Partial<Connection>): number | null {
  const room = slots(1);
  for (let calls = 1; calls <= 12; calls++) {
    const machine = connect({
      client: 'A',
      server: 'S1',
      calls,
      toServer: room,
      toClient: room,
      ...change,
    });
    if (explore(machine).shortest !== null) return calls;
  }
  return null;
}

describe('the prediction', () => {
  const alone: Readonly<Record<string, Partial<Connection>>> = {
    'more-room': { toServer: slots(3), toClient: slots(3) },
    buffered: { incoming: 3 },
    client: { client: 'B' },
    server: { server: 'S2' },
  };

  it.each(Object.entries(alone))('%s', (id, change) => {
    const source = read('the-repair-which');
    if (source.kind !== 'prediction') throw new Error('no prediction');
    const without = fewest({}) ?? 0;
    const calls = fewest(change);
    if (source.found.includes(id)) expect(calls).toBeNull();
    else expect(calls).toBeGreaterThan(without);
  });

  it('a deadline needs no more calls than none', () => {
    const room = slots(1);
    const machine = connect({
      client: 'A',
      server: 'S1',
      calls: 6,
      deadlines: true,
      toServer: room,
      toClient: room,
    });
    expect(explore(machine).shortest).not.toBeNull();
  });
});

it('each place more takes one call more, in the socket as in the channel', () => {
  for (const room of [1, 2])
    for (const incoming of [0, 1, 2])
      expect(fewest({ toServer: slots(room), toClient: slots(room), incoming })).toBe(
        2 * room + incoming + 4,
      );
});

describe('the versions', () => {
  const source = read('the-repair-versions');
  if (source.kind !== 'label') throw new Error('no labels');
  const { items, solution } = source.task;
  const NAMES = { affected: 'hangs', masked: 'hidden', safe: 'safe' } as const;

  it.each(items)('$code with $statement', ({ id, code, statement }) => {
    const shim = /^shim (\S+)$/.exec(statement ?? '')?.[1];
    const found = affected(code, shim ?? '');
    if (!found.ok) throw new Error(`${code}, ${statement}`);
    const outcomes = found.spans.map(({ outcome }) => NAMES[outcome as keyof typeof NAMES]);
    expect(outcomes).toEqual([solution[id]]);
  });
});

describe.each(['en', 'zh-cn'])('the card in %s', (locale) => {
  const path = `../../content/${locale}/runbook/the-repair.mdx`;
  const card = readFileSync(new URL(path, import.meta.url), 'utf8');
  const [, , ...rows] = card.split('\n').filter((line) => line.startsWith('|'));

  /** Releases in the order of the table's rows, and what both columns must say of them. */
  it.each([
    [0, ['1.3.10', '1.4.0', '1.4.13', '1.5.0', '1.5.7'], ['affected', 'masked']],
    [1, ['1.5.8', '1.5.18', '1.6.0', '1.6.39'], ['safe', 'safe']],
    [2, ['1.7.0', '1.7.13', '1.7.16'], ['affected', 'masked']],
    [3, ['1.7.17', '2.0.0', '2.1.0'], ['safe', 'safe']],
  ] as const)('row %i is what the releases say', (at, releases, outcomes) => {
    for (const release of releases) {
      const found = ['1.6.39', '1.7.0'].map((shim) => {
        const answer = affected(release, shim);
        return answer.ok ? answer.spans.map(({ outcome }) => outcome).join() : 'unknown';
      });
      expect([release, ...found]).toEqual([release, ...outcomes]);
    }
    const cells = (rows[at] ?? '').split('|').map((cell) => cell.trim());
    const [safe] = (rows[1] ?? '')
      .split('|')
      .slice(3)
      .map((cell) => cell.trim());
    expect(cells[3] === safe).toBe(outcomes[0] === 'safe');
    expect(cells[4] === safe).toBe(outcomes[1] === 'safe');
  });

  it('names the last candidate of 2.0.0 with the fault, and not the next', () => {
    const outcome = (release: string) => {
      const answer = affected(release, '1.6.20');
      return answer.ok ? answer.spans.map((span) => span.outcome) : [];
    };
    expect(card).toContain('`rc.1`');
    expect(outcome('2.0.0-rc.1')).toEqual(['affected']);
    expect(outcome('2.0.0-rc.2')).toEqual(['safe']);
  });
});

it('the relapse was captured with its three lines: the writer, who waits behind it, and the receiver', () => {
  const text = captured('families/ttrpc-122-client-deadlock.txt.gz').toString('utf8');
  for (const line of ['370', '366', '385']) expect(text).toMatch(`ttrpc@v1.2.2/client.go:${line} `);
});
