import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { stuck, stuckInside, stuckJson } from './stuck.ts';

const SESSION = 'content/evidence/wire/1.0.1-set1.json';
const STATE = '000000190000000101000a106c61622e7461736b2e76312e5461736b12055374617465';

interface Frames {
  readonly form: string;
  readonly remarks: readonly string[];
  readonly directions: readonly {
    readonly name: string;
    readonly bytes: number;
    readonly frames: readonly {
      readonly number: number;
      readonly from: number;
      readonly to: number;
      readonly streamId: number;
      readonly is: string | null;
      readonly request?: { readonly method: string; readonly timeoutNano: number | string };
      readonly response?: { readonly status: { readonly code: number } | null };
      readonly parts: readonly { readonly path: string; readonly from: number }[];
      readonly hex: string;
    }[];
    readonly leftovers: readonly {
      readonly problem: string;
      readonly at: number;
      readonly text: string;
      readonly hex: string;
    }[];
  }[];
}

interface Captured {
  readonly [direction: string]: { readonly frames: readonly { readonly hex: string }[] };
}

describe('stuck frames', { timeout: 30_000 }, () => {
  it('prints each frame of a captured session as a table of its parts', async () => {
    const { code, out, err } = await stuck(['frames', SESSION]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain(
      'client_to_server frame 7  request lab.task.v1.Task/Deadline  stream 13, 48 bytes',
    );
    expect(out).toMatch(/321 +6 +20 86 d3 ae ca 05 +timeout_nano +1498130822 ns = 1\.498130822 s/);
    expect(out).toContain('server_to_client frame 4  response  stream 7, 25 bytes');
    expect(out).toMatch(/ {2}code +6 AlreadyExists/);
    expect(out.trimEnd().split('\n').at(-1)).toBe('24 frames, 0 places not understood.');
  });

  it('writes as JSON what was captured, byte for byte', async () => {
    const { code, value } = await stuckJson<Frames>(['frames', SESSION]);
    const captured = JSON.parse(readFileSync(SESSION, 'utf8')) as Captured;
    expect(code).toBe(0);
    expect(value.form).toBe('capture');
    expect(value.directions.map(({ name }) => name)).toEqual(Object.keys(captured));
    for (const { name, frames, bytes, leftovers } of value.directions) {
      expect(leftovers).toEqual([]);
      expect(frames.map(({ hex }) => hex)).toEqual(captured[name]?.frames.map(({ hex }) => hex));
      expect(frames.map(({ number }) => number)).toEqual(frames.map((_, at) => at + 1));
      expect(frames.at(-1)?.to).toBe(bytes);
    }
    const [requests, responses] = value.directions;
    expect(requests?.frames[6]?.request).toMatchObject({
      ...{ method: 'Deadline', timeoutNano: 1498130822 },
    });
    expect(responses?.frames[3]?.response).toMatchObject({ status: { code: 6 } });
    expect(requests?.frames[1]?.parts[0]).toEqual({
      ...{ path: 'header.length', from: 35, to: 39, value: 33 },
    });
  });

  it.each([
    ['binary', Uint8Array.from(Buffer.from(STATE, 'hex'))],
    ['hex', STATE],
    ['hex', STATE.replace(/../g, '0x$&, ')],
  ])('reads %s from the standard input', async (form, input) => {
    const { code, out } = await stuckInside(['frames', '-', '--json'], { input });
    const value = JSON.parse(out) as Frames;
    expect({ code, form: value.form }).toEqual({ code: 0, form });
    expect(value.directions[0]?.frames).toMatchObject([{ streamId: 1, is: 'request', hex: STATE }]);
  });

  it('keeps the digits of a number that JSON would round', async () => {
    const input = '0000000a 00000001 0100 20ffffffffffffffff7f'.replaceAll(' ', '');
    const { out } = await stuckInside(['frames', '-', '--json'], { input });
    const [frame] = (JSON.parse(out) as Frames).directions[0]?.frames ?? [];
    expect(frame?.request?.timeoutNano).toBe('9223372036854775807');
  });

  it('ends with 1 when bytes are left over, and says which and where', async () => {
    const input = `${STATE}${STATE.slice(0, 60)}`;
    const { code, out } = await stuckInside(['frames', '-'], { input });
    expect(code).toBe(1);
    expect(out).toContain(
      'The bytes end at 65: the header announces a body of 25 bytes, 20 are there.',
    );
    expect(out).toContain('1 frame, 1 place not understood.');
    const json = await stuckInside(['frames', '-', '--json'], { input });
    expect((JSON.parse(json.out) as Frames).directions[0]?.leftovers).toMatchObject([
      { problem: 'body-cut', at: 65, hex: STATE.slice(0, 60) },
    ]);
  });

  it('reads hex up to what is none, and says where that stands', async () => {
    const { code, out, err } = await stuckInside(['frames', '-'], { input: `${STATE}\n00 zz` });
    expect(code).toBe(1);
    expect(out).toContain('request lab.task.v1.Task/State');
    expect(err).toContain('Line 2, column 4: “zz” is no hex.');
  });

  it.each<[string, string | Uint8Array, string]>([
    ['text', 'hello', 'Line 1, column 1: “hello” is no hex.'],
    ['nothing', '', 'The file is empty.'],
    ['broken JSON', '{"frames":', 'It begins like JSON, but is none.'],
    ['JSON without hex', '{"a":{"frames":[{}]}}', 'No direction in this JSON'],
    ['another program', Uint8Array.of(0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0), 'no whole ttrpc'],
    ['more than it holds', new Uint8Array((16 << 20) + 1), 'more than 16,777,216 bytes'],
  ])('refuses %s with 2', async (_, input, problem) => {
    const { code, err } = await stuckInside(['frames', '-'], { input });
    expect(code).toBe(2);
    expect(err).toContain(`stuck: `);
    expect(err).toContain(problem);
    expect(err).toContain('do: ');
  });

  it('waits for a slow reader as often as it takes, without a word on the error output', async () => {
    const input = Buffer.from(STATE.repeat(4000), 'hex');
    const { code, out, err } = await stuck(['frames', '-', '--json'], { input });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect((JSON.parse(out) as Frames).directions[0]?.frames).toHaveLength(4000);
  });

  it('writes nothing on the screen that a frame brings along', async () => {
    const input = '00000006 00000001 0100 0a041b5b333c'.replaceAll(' ', '');
    const { out } = await stuckInside(['frames', '-'], { input });
    expect(out).not.toContain(String.fromCharCode(27));
  });

  it('stays within 80 cells of a terminal, in Chinese too', async () => {
    const env = { NO_COLOR: '1' };
    const { out } = await stuckInside(['frames', SESSION, '--lang', 'zh-cn'], { columns: 80, env });
    const rows = out.split('\n').filter((line) => /^ *\d+ /.test(line));
    expect(rows.length).toBeGreaterThan(100);
    for (const row of rows) expect(row.length, row).toBeLessThanOrEqual(80);
    expect(out).toContain('请求 lab.task.v1.Task/Deadline');
    expect(out).not.toMatch(/\[(cli|wire)\./);
  });
});
