import { describe, expect, it } from 'vitest';
import { stuck, stuckInside, stuckJson } from './stuck.ts';

interface Lines {
  readonly lines: readonly {
    readonly asked: string;
    readonly ok: boolean;
    readonly problem?: string;
    readonly nearest?: readonly { readonly file: string; readonly line: number }[];
    readonly matches?: readonly {
      readonly actor: string;
      readonly versions: readonly string[];
      readonly positions: readonly { readonly id: string; readonly text: string }[];
    }[];
  }[];
}

describe('stuck decode', { timeout: 30_000 }, () => {
  it('says of a line which goroutine it is, what it waits for and who can free it', async () => {
    const { code, out, err } = await stuck(['decode', 'client.go:259@1.0.1']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain("client.go:259  the client's main loop  [in the circle]");
    expect(out).toContain('waits for      room in the socket towards the other end');
    expect(out).toContain("freed by       the server's receiver");
    expect(out).toContain('wait 1 of 4');
    expect(out).toContain('1.0.1*');
  });

  it('takes several lines, and marks those that are known from dumps', async () => {
    const { code, value } = await stuckJson<Lines>([
      'decode',
      'server.go:459',
      'server.go:404@1.0.1',
    ]);
    expect(code).toBe(0);
    expect(value.lines.map(({ asked }) => asked)).toEqual(['server.go:459', 'server.go:404@1.0.1']);
    expect(value.lines[0]?.matches?.[0]?.versions).toEqual(['1.0.1', '1.0.2', '1.1.0']);
    expect(value.lines[1]?.matches?.[0]).toMatchObject({
      versions: ['1.0.1'],
      positions: [{ id: 'server.receiver.handoff' }],
    });
  });

  it('ends with 2 when one of them is not known, and still tells the others', async () => {
    const { code, out, err } = await stuck(['decode', 'server.go:444', 'server.go:445@1.0.1']);
    expect(code).toBe(2);
    expect(out).toContain('server.go:444  a handler');
    expect(err).toContain('server.go:445 is not such a line in that version.');
    expect(err).toContain('at: server.go:445@1.0.1');
    const json = await stuckJson<Lines>(['decode', 'server.go:443']);
    expect(json.code).toBe(2);
    expect(json.value.lines[0]).toMatchObject({ ok: false, problem: 'unknown-line' });
    expect(json.value.lines[0]?.nearest?.[0]).toMatchObject({ file: 'server.go', line: 444 });
  });

  it('does not take what is no line for one', async () => {
    const { code, err } = await stuckInside(['decode', 'hello']);
    expect(code).toBe(2);
    expect(err).toContain('There is no file and line in “hello”.');
  });

  it('says that nothing stands at a line where goroutines are created', async () => {
    const { out } = await stuckInside(['decode', 'server.go:434']);
    expect(out).toContain('No goroutine stands at it');
  });

  it('speaks Chinese', async () => {
    const { out } = await stuckInside(['decode', 'server.go:444', '--lang', 'zh-cn']);
    expect(out).toContain('handler 已经做完，应答就绪，主循环不来接。');
  });
});
