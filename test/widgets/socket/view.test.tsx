import { describe, expect, it } from 'vitest';
import { rpcSizes } from '../../../src/model/ttrpc/rpc-sizes.ts';
import { evidenceFromDisk } from '../../../src/site/evidence.ts';
import { wordsOf } from '../../../src/site/words.ts';
import { NAMED_FRAMES } from '../../../src/widgets/socket/frames.ts';
import {
  emptyPipe,
  fill,
  type Pipe,
  read,
  readFrame,
  readUntilWake,
  write,
} from '../../../src/widgets/socket/pipe.ts';
import { codec, type SocketState } from '../../../src/widgets/socket/state.ts';
import { widget } from '../../../src/widgets/socket/widget.ts';
import { enter, play, pressButton, type Stage, turn } from '../lesson/stage.tsx';
import { drawn, type Look } from '../stage.tsx';

const ends = await widget.load(codec.initial, evidenceFromDisk);
const at = (pipe: Pipe, more: Partial<SocketState> = {}): SocketState => ({
  ...codec.initial,
  pipe,
  ...more,
});
const look = (state: SocketState, how: Look = {}) => drawn(widget, 'w', state, ends, how);

const empty = emptyPipe(215);
const full = fill(empty).pipe;
const brim = Array.from({ length: 167 }).reduce<Pipe>((pipe) => write(pipe).pipe, empty);
const withRoom = readFrame(readFrame(full).pipe).pipe;
const woken = readUntilWake(full).pipe;
const cut = fill(emptyPipe(4097)).pipe;

describe('the still of a socket', () => {
  it.each(['en', 'zh-cn'] as const)('tells the story without script (%s)', (locale) => {
    const { html, text } = look(codec.initial, { locale });
    expect(html).not.toMatch(/<(button|input|select)\b/);
    expect(text).toContain('62%');
    for (const figure of ['81,408', '12,508', '28,162', '53,246', '212,992']) {
      expect(text).toContain(figure);
    }
    expect(html.match(/class="sk-whose"/g)).toHaveLength(4);
    expect(text).toContain('t81408 = 106 × 768');
    expect(text.split(wordsOf(locale)('socket.captured.shown'))).toHaveLength(2);
    expect(html.match(/class="tag tag-sound"/g)).toHaveLength(5);
    expect(text).not.toContain(wordsOf(locale)('socket.classes.differs'));
  });

  it('names the picture for those who do not see it', () => {
    expect(look(codec.initial).html).toContain(
      'role="img" aria-label="The socket as a tank: 81,408 of 212,992 bytes charged, 38%"',
    );
  });
});

describe('a socket in words', () => {
  it.each<[string, Pipe, string, string]>([
    [
      'empty',
      empty,
      'Empty. Nothing is charged.',
      'A frame of 215 bytes would be charged 1,280 of 212,992. The writer runs.',
    ],
    [
      'in use',
      write(empty).pipe,
      '1% charged, and the writer runs.',
      '1 frame of 215 bytes in the socket: 215 bytes, for which the writer is charged 1,280 of 212,992 (1%). The writer runs.',
    ],
    [
      'at the brim',
      brim,
      'At the limit. The next write will find no room.',
      '(100%). The next write parks the writer.',
    ],
    [
      'full',
      full,
      'Full. The writer is parked.',
      'wakes when the charge is 53,246 or less: 126 more frames must be read.',
    ],
    [
      'parked with room',
      withRoom,
      '1% of the buffer is free. The writer is parked all the same.',
      '124 more frames must be read.',
    ],
    [
      'parked with room that is under half a percent',
      readFrame(fill(emptyPipe(215)).pipe).pipe,
      'There is room again. The writer is parked all the same.',
      'more frames must be read.',
    ],
    ['woken', woken, '25% charged, and the writer runs.', '41 frames of 215 bytes in the socket'],
    [
      'cut inside a frame',
      cut,
      'Full. The writer is parked.',
      'Of the last one only 4,096 bytes went in.',
    ],
  ])('is true when it is %s', (_, pipe, lead, words) => {
    const { text, said } = look(at(pipe));
    expect(text).toContain(lead);
    expect(said).toContain(words);
  });

  it('says how much of a frame is taken that the reader has begun', () => {
    expect(look(at(read(full, 4096).pipe)).said).toContain(
      '148 frames of 215 bytes in the socket: 31,809 bytes, for which the writer is charged 189,440 of 212,992 (89%). Of the oldest one 11 bytes are taken already.',
    );
  });

  it('speaks of what must go only while the writer sleeps', () => {
    expect(look(at(full)).text).toContain('160,514 above the mark');
    expect(look(at(woken)).text).not.toContain('above the mark');
  });

  it('marks the class of the frame in the table, and none where another buffer was chosen', () => {
    const marked = (pipe: Pipe) =>
      look(at(pipe)).html.match(/<tr aria-current="true">.*?<\/tr>/g) ?? [];
    expect(marked(empty)).toHaveLength(1);
    expect(marked(empty)[0]).toContain('193–704');
    expect(marked(emptyPipe(215, 40_000))).toEqual([]);
    expect(marked(emptyPipe(4097))).toEqual([]);
  });
});

describe('frames with a name', () => {
  it('are those of the calls, or stand in the list of what was measured', () => {
    const sizes = Object.values(rpcSizes).flatMap(({ request, response }) => [request, response]);
    const others = NAMED_FRAMES.filter(({ bytes }) => !sizes.some((size) => size === bytes));
    expect(others.map(({ bytes }) => bytes)).toEqual([3790]);
    expect(new Set(NAMED_FRAMES.map(({ bytes }) => bytes)).size).toBe(NAMED_FRAMES.length);
  });
});

async function opened(state: SocketState): Promise<Stage<SocketState>> {
  const stage = await play(widget, state, 'en', evidenceFromDisk);
  await turn();
  return stage;
}

const press = (stage: Stage<SocketState>, label: string) => pressButton(stage, label, 'startsWith');

describe('a socket, played', () => {
  it('asks before it shows: guess, fill, and the guess beside what went in', async () => {
    const stage = await opened(codec.initial);
    await press(stage, 'Empty it and guess');
    expect(stage.state.pipe).toEqual(empty);
    expect(stage.text()).not.toContain('An empty socket takes');
    await enter(stage, '#w-guess', '990');
    expect(stage.state.guess).toBe(990);
    expect(stage.text()).toContain('Your guess is 990. Now write until it parks.');
    await press(stage, 'Write until it parks');
    expect(stage.state.pipe).toEqual(full);
    const found =
      'Your guess: 990. An empty socket takes 167 frames of 215 bytes. By bytes alone it would be 990: 212,992 / 215. But each is charged 1,280.';
    expect(stage.find('.sk-ask').textContent).toBe(found);
    expect(stage.said.at(-1)).toContain(`The writer parks. ${found}`);
  });

  it('refuses a guess that is no number, says why, and keeps what was typed', async () => {
    const stage = await opened(at(empty));
    await enter(stage, '#w-guess', 'many');
    expect(stage.state.guess).toBe(0);
    expect(stage.said).toEqual(['many: a whole number above 0, please.']);
    expect((stage.find('#w-guess') as HTMLInputElement).value).toBe('many');
    expect(stage.find('#w-guess-why').textContent).toBe(stage.said[0]);
  });

  it('keeps a parked writer asleep through room, and wakes it at a quarter', async () => {
    const stage = await opened(at(full));
    await press(stage, 'Write one frame');
    expect(stage.state.pipe).toEqual(full);
    expect(stage.find('.sk-told').textContent).toBe(
      'The writer sleeps. The kernel wakes it at a charge of 53,246; now it is 213,760.',
    );
    await press(stage, 'Read one frame');
    expect(stage.state.pipe.parked).toBe(true);
    expect(stage.find('.sk-told').textContent).toBe(
      '1 whole frame taken. Charged: 212,480 of 212,992. There is room for another frame, but nobody tells the writer. 125 more frames and it is woken.',
    );
    await press(stage, 'Read until the writer wakes');
    expect(stage.state.pipe).toEqual(woken);
    expect(stage.find('.sk-told').textContent).toContain(
      'Woken: 52,480 is charged, a quarter of 212,992 or less.',
    );
    await press(stage, 'Write one frame');
    expect(stage.said.at(-1)).toBe('Frame 168 went in. Charged: 53,760 of 212,992.');
  });

  it('says why nothing can be read or woken, and the buttons keep the focus they have', async () => {
    const stage = await opened(at(empty));
    await press(stage, 'Read one frame');
    expect(stage.said.at(-1)).toBe('Nothing to read: the reader waits.');
    await press(stage, 'Write one frame');
    await press(stage, 'Read until the writer wakes');
    expect(stage.said.at(-1)).toBe('The writer is awake: there is nobody to wake.');
    expect(stage.root.querySelectorAll('button[disabled]')).toHaveLength(0);
  });

  it('takes another frame or buffer into an empty socket, and refuses what the kernel would', async () => {
    const stage = await opened(at(full));
    await enter(stage, '#w-bytes', '901');
    expect(stage.state.pipe).toEqual(emptyPipe(901));
    await enter(stage, '#w-sndbuf', '425,984');
    expect(stage.state.pipe).toEqual(emptyPipe(901, 425984));
    await enter(stage, '#w-sndbuf', '100');
    expect(stage.said.at(-1)).toBe(
      '100: a whole number from 4,608 to 1,048,576, please. 425,984 stays.',
    );
    expect(stage.state.pipe).toEqual(emptyPipe(901, 425984));
  });

  it('puts a captured end into the picture, and marks whose it is', async () => {
    const stage = await opened(at(empty));
    expect(stage.text()).not.toContain('Shown above');
    await press(stage, 'Show it containerd-shim');
    expect(stage.state.pipe).toEqual(ends[3]?.pipe);
    expect(stage.root.querySelectorAll('[aria-pressed="true"]')).toHaveLength(1);
    expect(stage.find('.sk-told').textContent).toBe(
      'Shown as in containerd-1.4.11/pod-deadlock/ss-xmp.txt.',
    );
  });
});
