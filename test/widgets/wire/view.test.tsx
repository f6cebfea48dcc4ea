import { describe, expect, it } from 'vitest';
import { evidenceFromDisk } from '../../../src/site/evidence.ts';
import { offsetOf } from '../../../src/widgets/wire/own.ts';
import { codec, showSample, type WireState } from '../../../src/widgets/wire/state.ts';
import { widget } from '../../../src/widgets/wire/widget.ts';
import { play, type Stage } from '../lesson/stage.tsx';
import { drawn, type Look } from '../stage.tsx';

const samples = await widget.load(codec.initial, evidenceFromDisk);
const look = (state: WireState, how: Look = {}) => drawn(widget, 'w', state, samples, how);
const own = (hex: string): WireState => ({ ...showSample(''), own: hex.replaceAll(' ', '') });

describe('the still of a frame', () => {
  it.each(['en', 'zh-cn'] as const)('tells every part in words without script (%s)', (locale) => {
    const { html, text } = look(codec.initial, { locale });
    expect(html).not.toMatch(/<(button|input|select|textarea|details)\b|role="button"/);
    expect(html.match(/class="wr-line"/g)).toHaveLength(8);
    expect(text).toContain('lab.task.v1.Task/Deadline');
    expect(text).toContain('1498130822 ns = 1.498130822 s');
    expect(text).toContain('86 d3 ae ca 05');
    expect(text).toContain('containerd/ttrpc@v1.0.1 types.go:29');
    expect(text).toContain('content/evidence/wire/1.0.1-set1.json');
    expect(text).not.toMatch(/\[wire\./);
  });

  it('draws header and body to scale', () => {
    const { html } = look(codec.initial);
    const grows = [...html.matchAll(/flex-grow:(\d+)/g)].map(([, n]) => Number(n));
    expect(grows).toEqual([4, 4, 1, 1, 18, 10, 4, 6, 10, 38]);
  });

  it.each(samples.map(({ id }) => id))('is whole for %s, in words that are there', (id) => {
    for (const locale of ['en', 'zh-cn'] as const) {
      const { text, said } = look(showSample(id), { locale, live: true });
      expect(`${text} ${said}`).not.toMatch(/\[wire\.|undefined|\{\w+\}/);
    }
  });

  it('leaves the middle of long values out, and says how much', () => {
    const { text, html } = look(showSample('1.0.1-request-21'));
    expect(text).toContain('… 4,893 more …');
    expect(html.length).toBeLessThan(20_000);
  });
});

describe('a place in a text', () => {
  it.each([
    [1, 1, 'z'],
    [2, 4, 'b'],
    [3, 1, 'c'],
  ])('line %i, column %i is at %s', (line, column, char) => {
    const text = 'z0\n01 b\nc';
    expect(text[offsetOf(text, { line, column })]).toBe(char);
  });
});

describe('a frame in words', () => {
  it('has its size, what is lit and what is wrong', () => {
    expect(look(codec.initial).said).toBe(
      'A request lab.task.v1.Task/Deadline on stream 13: 48 bytes, a header of 10 and a body of 38. Lit: timeout_nano, bytes 43 to 47, 5 of them.',
    );
    expect(look(own('00000005 00000001 0100 0a054c')).said).toBe(
      '13 bytes that are no whole frame. The bytes end at 13: the header announces a body of 5 bytes, 3 are there.',
    );
  });

  it('shows what is wrong beside the bytes that it is about', () => {
    const { html, text } = look(own('00000004 00000001 0100 0a054c61'));
    expect(text).toContain('The value of field 1 at byte 12 should have 5 bytes');
    expect(html).toMatch(/data-path="body.unread"[^>]*data-layer="unread"/);
  });
});

/** Hooks render again after the present turn, and effects run without frames after preact's 35 ms. */
const turn = () => new Promise((resolve) => setTimeout(resolve, 50));

async function opened(state: WireState): Promise<Stage<WireState>> {
  const stage = await play(widget, state, 'en', evidenceFromDisk);
  await turn();
  return stage;
}

/** The pieces that the tab key stops at. The stage's document keeps attributes by the case they are set in. */
function stops(stage: Stage<WireState>): HTMLElement[] {
  const pieces = [...stage.root.querySelectorAll<HTMLElement>('.wr-piece')];
  return pieces.filter((one) => one.getAttribute('tabIndex') === '0');
}

async function key(stage: Stage<WireState>, name: string): Promise<void> {
  const [target] = stops(stage);
  if (!target) throw new Error('no stop of the tab key');
  const { Event } = stage.root.ownerDocument.defaultView as Window & typeof globalThis;
  target.dispatchEvent(
    Object.assign(new Event('keydown', { bubbles: true, cancelable: true }), { key: name }),
  );
  await turn();
}

async function paste(stage: Stage<WireState>, text: string): Promise<void> {
  stage.type('#w-paste textarea', text);
  stage.press('#w-paste button');
  await turn();
}

describe('a frame, played', () => {
  it('is walked by arrow keys, part by part and field by field, each said in words', async () => {
    const stage = await opened(showSample('1.0.1-request-13'));
    await key(stage, 'ArrowRight');
    expect(stage.state.part).toBe('header.stream-id');
    expect(stage.said.at(-1)).toBe(
      'stream-id. bytes 4 to 7, 4 of them. 00 00 00 0d. 13. Which call this is. A client counts 1, 3, 5, …; the answer has the number of its request. containerd/ttrpc@v1.0.1 channel.go:47.',
    );
    for (const name of ['ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowRight'])
      await key(stage, name);
    expect(stage.state.part).toBe('body.service.length');
    expect(stage.said.at(-1)).toContain(
      'service, its length. byte 11. 10. 16 bytes of value follow',
    );
    // What a narrow frame shows in the place of the panel stands in the row itself.
    expect(stage.find('.wr-line[data-lit="true"] .wr-here').textContent).toBe(
      'service, its length byte 11 → 16 bytes of value follow',
    );
    expect(stage.root.querySelectorAll('.wr-here')).toHaveLength(1);
    await key(stage, 'ArrowUp');
    expect(stage.state.part).toBe('header.flags');
    await key(stage, 'End');
    expect(stage.state.part).toBe('body.timeout_nano.value');
    await key(stage, 'ArrowRight');
    expect(stage.state.part).toBe('body.timeout_nano.value');
    expect(stops(stage)).toHaveLength(1);
    expect(stage.find('.wr-lit').textContent).toContain('1498130822 ns = 1.498130822 s');
  });

  it('goes to the answer and back', async () => {
    const stage = await opened(codec.initial);
    stage.press('.wr-origin button');
    expect(stage.state).toEqual(showSample('1.0.1-response-13'));
    await turn();
    stage.press('.wr-origin button');
    expect(stage.state).toEqual(showSample('1.0.1-request-13'));
  });

  it('shows which bytes follow when a field is changed, and goes back', async () => {
    const stage = await opened(showSample('1.0.1-request-13'));
    stage.type('#w-edit-method', 'Deadlines');
    await turn();
    const marked = [...stage.root.querySelectorAll('mark')].map(({ textContent }) => textContent);
    expect(marked).toEqual(['27', '09', '73']);
    expect(stage.find('.wr-changed').textContent).toContain(
      '3 of 49 bytes are changed or new. The frame is 1 byte longer.',
    );
    expect(stage.said.at(-1)).toContain('3 of 49 bytes');
    stage.type('#w-edit-timeout', '');
    await turn();
    expect(stage.find('.wr-changed').textContent).toContain('timeout_nano is gone (6 bytes).');
    stage.press('.wr-changed button');
    await turn();
    expect(stage.state.edited).toBe('');
    expect((stage.find('#w-edit-method') as HTMLInputElement).value).toBe('Deadline');
  });

  it('keeps what it refuses, says why, and leaves the frame as it is', async () => {
    const stage = await opened(showSample('1.0.1-request-13'));
    stage.type('#w-edit-stream-id', '4294967296');
    await turn();
    expect(stage.state.edited).toBe('');
    expect((stage.find('#w-edit-stream-id') as HTMLInputElement).value).toBe('4294967296');
    expect(stage.find('#w-edit-stream-id-why').textContent).toContain('from 0 to 4,294,967,295');
  });

  it('reads pasted hex of several frames, and steps from one to the next', async () => {
    const stage = await opened(codec.initial);
    const two = '00000000 00000001 0200\n00000002 00000003 0100 1200';
    await paste(stage, two);
    expect(stage.state.own).toBe(two.replace(/\s/g, ''));
    expect(stage.find('.wr-origin').textContent).toContain('frame 1 of 2, from byte 0 on');
    stage.press('.wr-origin button:last-of-type');
    await turn();
    expect(stage.state.frame).toBe(2);
    expect(stage.find('.wr-origin').textContent).toContain('frame 2 of 2, from byte 10 on');
    expect(stage.find('.wr-title').textContent).toContain('stream 3');
  });

  it('says where pasted text stops being hex, shows what stands before, and keeps the text', async () => {
    const stage = await opened(codec.initial);
    await paste(stage, '00 00 00 00\n00 00 00 01 02 00 hello');
    expect(stage.state.own).toBe('00000000000000010200');
    expect(stage.find('.wr-trouble').textContent).toContain(
      'Line 2, column 19: “hello” is no hex. The bytes before it are shown.',
    );
    expect((stage.find('#w-paste textarea') as HTMLTextAreaElement).value).toContain('hello');
    expect(stage.find('.wr-trouble button').textContent).toBe('Show the place');
  });

  it.each([
    ['hello', 'Line 1, column 1: “hello” is no hex.'],
    ['{"a":1}', 'No direction in this JSON has frames with hex'],
    ['{', 'It begins like JSON, but is none.'],
    [' ', 'There is nothing in it.'],
    ['00'.repeat((1 << 20) + 1), 'More than 1,048,576 bytes are not read here.'],
  ])('keeps the picture when there is nothing to read in what was pasted', async (text, why) => {
    const stage = await opened(codec.initial);
    await paste(stage, text);
    expect(stage.state).toEqual(codec.initial);
    expect(stage.find('.wr-trouble').textContent).toContain(why);
    expect(stage.said.at(-1)).toContain(why);
  });

  it('says when the bytes are more than a link holds', async () => {
    const stage = await opened(codec.initial);
    await paste(stage, `000007d0 00000001 0300 ${'ab'.repeat(2000)}`);
    expect(stage.text()).toContain('A link carries at most 1,024 bytes');
    expect(codec.toQuery(stage.state)).toEqual([]);
  });
});
