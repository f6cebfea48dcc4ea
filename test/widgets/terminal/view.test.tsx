import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { evidenceFromDisk } from '../../../src/site/evidence.ts';
import { stillOf } from '../../../src/widgets/console/still.ts';
import { keyOf } from '../../../src/widgets/terminal/data.ts';
import { codec, type TerminalState } from '../../../src/widgets/terminal/state.ts';
import { widget } from '../../../src/widgets/terminal/widget.ts';
import { drawn } from '../stage.tsx';

async function picture(
  change: Partial<TerminalState> = {},
  live = false,
  locale: 'en' | 'zh-cn' = 'en',
) {
  const state = { ...codec.initial, ...change };
  const data = await widget.load(state, evidenceFromDisk);
  const { html, said } = drawn(widget, 'sh', state, data, { live, locale });
  const { document } = parseHTML(`<html><body>${html}</body></html>`);
  return { html, document, data, state, said };
}

describe('the still of a terminal', () => {
  it("shows the post's line and the post's table, computed and not typed", async () => {
    const { document, said } = await picture();
    const text = document.querySelector('.tm-log')?.textContent ?? '';
    expect(text).toContain('root@lab:~/post# cat shim.goroutine.profile |grep ttrpc/server');
    expect(text).toContain('    164 \tvendor/github.com/containerd/ttrpc/server.go:444 +0x245\n');
    expect(said).toContain('gave 10 lines');
  });

  it('has nothing to press without script', async () => {
    expect((await picture()).html).not.toMatch(/<(button|input|select|textarea)\b/);
    expect((await picture({}, true)).html).toMatch(/<button\b/);
  });

  it('is read back by the page exactly as it was', async () => {
    const run = [
      'cat shim.log | head -c 300; echo "<b>&amp;" >&2',
      'for i in 1 2',
      'do echo "$i"',
      'done',
      'seq 4000; cd ../idle',
      'printf "no line feed"',
      'grep nothing README',
    ];
    const { document, data, state } = await picture({ cwd: 'captured', run });
    const log = document.querySelector<HTMLElement>('.tm-log');
    if (!log) throw new Error('no log');
    expect(log.dataset.still).toBe(keyOf(state));
    expect(stillOf(log)).toEqual({ entries: data.entries, cwd: '/root/idle' });
    expect(data.entries).toHaveLength(5);
  });

  it('stops the build at a command that is not whole', async () => {
    await expect(picture({ run: ['for i in 1 2; do'] })).rejects.toThrow('not a whole command');
  });

  it('says in both languages what the last line gave', async () => {
    expect((await picture({ run: ['grep -c x README', 'grep -q zzz README'] })).said).toContain(
      'exit code 1',
    );
    expect((await picture({ run: [] }, false, 'zh-cn')).said).toContain('还没有运行');
    expect((await picture({ run: ['seq 4000'] })).said).toContain('4,000 lines');
  });
});
