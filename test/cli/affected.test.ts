import { describe, expect, it } from 'vitest';
import { releases } from '../../src/evidence/ttrpc/releases.ts';
import { stuck, stuckInside, stuckJson } from './stuck.ts';

interface Answer {
  readonly affected: boolean;
  readonly spans: readonly {
    readonly from: string;
    readonly to: string;
    readonly outcome: string;
    readonly repairedIn: string | null;
  }[];
  readonly caveats: readonly string[];
}

describe('stuck affected', { timeout: 30_000 }, () => {
  it.each([
    [['1.4.12'], 1, 'containerd 1.4.12: can deadlock', 'Repaired in 1.5.8'],
    [['v1.5.8'], 0, 'containerd 1.5.8: does not deadlock in this way', 'client family B'],
    [['1.7.5'], 1, 'not with its own shims, but with older ones', 'Repaired in 1.7.17'],
    [['1.7.5', '--shim', '1.6.20'], 1, 'can deadlock', 'client 1.2.2 with server 1.1.0 stalled'],
    [['1.7.5', '--shim', '1.7.5'], 0, 'not with these shims', 'The shims only hide it'],
    [['1.6.20~ds1'], 0, 'does not deadlock', 'put there by a packager'],
    [['1.0.0-alpha2'], 0, 'does not use ttrpc', ''],
  ])('%j ends with %i', async (args, code, ...texts) => {
    const run = await stuckInside(['affected', ...args]);
    expect(run).toMatchObject({ code, err: '' });
    const out = run.out.replaceAll(/\s+/g, ' ').toLowerCase();
    for (const text of texts) expect(out).toContain(text.toLowerCase());
  });

  it('tells a line of releases apart', async () => {
    const { code, value } = await stuckJson<Answer>(['affected', '1.5.x']);
    expect(code).toBe(1);
    expect(value.spans).toMatchObject([
      { from: '1.5.0', to: '1.5.7', outcome: 'affected', repairedIn: '1.5.8' },
      { from: '1.5.8', to: '1.5.18', outcome: 'safe', repairedIn: null },
    ]);
  });

  it('answers a slip with the nearest releases, and ends with 2', async () => {
    const { code, out, err } = await stuck(['affected', '1.4.21']);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('There was no containerd 1.4.21');
    expect(err).toContain('1.4.12');
    const shim = await stuckInside(['affected', '1.4.12', '--shim', '1.4.99']);
    expect(shim.code).toBe(2);
    expect(shim.err).toContain('at: --shim 1.4.99');
  });

  it('says everything in Chinese too', async () => {
    const { code, out } = await stuckInside(['affected', '1.4.12', '--lang', 'zh-CN']);
    expect(code).toBe(1);
    expect(out).toContain('会死锁');
    expect(out).toContain('1.5.8 已修复');
    expect(out).not.toMatch(/undefined|\{\w+\}/);
  });

  it('has words for whatever any release can be answered with', async () => {
    const lines = [...new Set(releases.map(({ version }) => version.split('.', 2).join('.')))];
    const runs = await Promise.all(
      ['1.x', '2.x', ...lines.slice(-2)].map((line) => stuckInside(['affected', line])),
    );
    for (const { out } of runs) {
      expect(out).toContain('containerd');
      expect(out).not.toMatch(/undefined|\{\w+\}/);
    }
  });
});
