import { describe, expect, it } from 'vitest';
import { CAPTURE_NAMES } from '../../../src/model/leak/captured.ts';
import { at } from '../../../src/model/leak/run.ts';
import { evidenceFromDisk } from '../../../src/site/evidence.ts';
import { codec, type Knob, type LeakState, turn } from '../../../src/widgets/leak-curves/state.ts';
import { widget } from '../../../src/widgets/leak-curves/widget.ts';
import { play, type Stage } from '../lesson/stage.tsx';
import { drawn, type Look } from '../stage.tsx';

const data = await widget.load(codec.initial, evidenceFromDisk);
const look = (state: LeakState, how: Look = {}) => drawn(widget, 'w', state, data, how);
const turned = (knobs: Partial<Record<Knob, number>>, more: Partial<LeakState['load']> = {}) => ({
  ...codec.initial,
  load: { ...turn(codec.initial.load, knobs), ...more },
});
const rowsOf = (html: string) =>
  [...html.matchAll(/<tr.*?<\/tr>/gs)].map(([row]) =>
    [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell = '']) =>
      cell.replace(/<[^>]+>/g, ''),
    ),
  );

describe('the still of the leak', () => {
  it.each(['en', 'zh-cn'] as const)(
    'has its pictures and its load without script (%s)',
    (locale) => {
      const { html, text } = look(codec.initial, { locale });
      expect(html).not.toMatch(/<(button|input|select)\b/);
      expect(html.match(/<svg\b/g)).toHaveLength(6);
      expect(html.match(/<svg\b[^>]*role="img"[^>]*>/g)).toHaveLength(6);
      expect(html).not.toMatch(/<g [^>]*aria-label|<style/);
      expect(text).not.toContain('[leak-curves');
      for (const figure of ['802', '4,621', '182–350', '6,055', '6,056']) {
        expect(text).toContain(figure);
      }
    },
  );

  it('draws a dot a captured row and a line of the model', () => {
    const { html } = look(codec.initial);
    expect(html.match(/<circle\b/g)).toHaveLength(2 * 58);
    const [lines] = html.match(/<g [^>]*stroke-width="3"[^>]*><path[^>]*>/g) ?? [];
    expect(lines).toContain('var(--stuck)');
  });

  it.each(CAPTURE_NAMES)('says how near the model is to %s', (capture) => {
    const { text } = look({ ...codec.initial, capture });
    const curve = data.curves[capture];
    expect(text).toContain(`${curve.points.at(-1)?.goroutines.toLocaleString('en')} goroutines`);
    expect(text.includes('within a factor of')).toBe(capture !== 'poller-1.1.0');
    expect(text.includes('RSS is not compared')).toBe(capture.startsWith('poller'));
  });
});

describe('the four nodes side by side', () => {
  it('tell the deadline from the cure', () => {
    const [, ...rows] = rowsOf(look(codec.initial).html);
    expect(
      rows.map(([name, waiting, answered, connection]) => [name, waiting, answered, connection]),
    ).toEqual([
      ['A, no deadline', '802', '0 of 802', 'stuck'],
      ['A, deadline 120 s', '17', '0 of 848', 'stuck'],
      ['B, no deadline', '0', '1,402 of 1,402', 'sound'],
      ['B, deadline 120 s', '0', '1,402 of 1,402', 'sound'],
    ]);
    expect(rows.map((row) => row.at(-1))).toEqual([
      'stopped at its first call',
      'asks on, gets no figures',
      'sees the node',
      'sees the node',
    ]);
  });

  it('mark the one that is chosen', () => {
    const chosen = (state: LeakState) =>
      /<tr aria-current="true"><th scope="row">(.*?)<\/th>/.exec(look(state).html)?.[1];
    expect(chosen(codec.initial)).toBe('A, no deadline');
    expect(chosen(turned({ deadline: 30 }))).toBe('A, deadline 30 s');
    expect(chosen(turned({ deadline: 30 }, { client: 'B' }))).toBe('B, deadline 30 s');
  });
});

describe('the leak in words', () => {
  it.each([
    [turned({}), '100 minutes into the hang: 802 calls wait, and none of 802 was answered.'],
    [turned({ deadline: 30 }), '5 calls wait instead of 802. Still none of 952 was answered'],
    [turned({}, { client: 'B' }), 'all 1,402 calls from minute 20 on were answered'],
    [turned({ scrapers: 0 }), '1 call waits, and none of 1 was answered.'],
  ])('lead %#', (state, lead) => {
    expect(look(state).text).toContain(lead);
  });

  it('says the whole run', () => {
    expect(look(turned({ deadline: 30 })).said).toBe(
      "2 scrapers ask kubelet, each every 15 s: 8 calls a minute. The eviction manager asks too. 2 execs a minute into one container. Deadline 30 s. ttrpc's client is A; the connection of that container hangs from minute 20 on. After 120 minutes 5 calls wait and 201 execs; that is 5 goroutines in kubelet, 3,824 in containerd, 172–337 MiB. The connection is stuck: of 952 calls from minute 20 on 0 were answered.",
    );
  });
});

describe('a figure', () => {
  it('scales to what it shows, dots and bands too', () => {
    const { draw } = data;
    const shared = { title: 't', x: '', y: '' };
    const line = { places: [[0, 0] as const, [1, 1] as const], color: 'red' };
    expect(draw({ ...shared, lines: [line] })).toContain('>1.0<');
    const dots = { places: [[0.5, 4000] as const], color: 'blue' };
    expect(draw({ ...shared, lines: [line], dots })).toContain('>4,000<');
    const band = { places: [[0, 0, 0] as const, [1, 1, 800] as const], color: 'green' };
    expect(draw({ ...shared, lines: [line], band })).toContain('>800<');
  });
});

/** Hooks render again after the present turn, and effects run without frames after preact's 35 ms. */
const turnOfLoop = () => new Promise((resolve) => setTimeout(resolve, 50));

async function opened(): Promise<Stage<LeakState>> {
  const stage = await play(widget, codec.initial, 'en', evidenceFromDisk);
  await turnOfLoop();
  return stage;
}

async function press(stage: Stage<LeakState>, label: string): Promise<void> {
  const button = [...stage.root.querySelectorAll('button')].find((one) =>
    (one.textContent ?? '').startsWith(label),
  );
  if (!button) throw new Error(`no button ${label}`);
  button.click();
  await turnOfLoop();
}

function slide(stage: Stage<LeakState>, knob: Knob, value: number, kind: 'input' | 'change'): void {
  const slider = stage.find(`#w-${knob}`) as HTMLInputElement;
  slider.value = String(value);
  const { Event } = stage.root.ownerDocument.defaultView as Window & typeof globalThis;
  slider.dispatchEvent(new Event(kind, { bubbles: true }));
}

describe('the leak, played', () => {
  it('moves the curves while a slider is held, and says what came of it when it is let go', async () => {
    const stage = await opened();
    const before = stage.find('.lk-charts').innerHTML;
    slide(stage, 'deadline', 30, 'input');
    await turnOfLoop();
    expect(stage.state.load.deadline).toBe(30);
    expect(stage.find('.lk-charts').innerHTML).not.toBe(before);
    expect(stage.said).toEqual([]);
    slide(stage, 'deadline', 30, 'change');
    const { pending } = at(stage.state.load, stage.state.load.duration);
    expect(stage.said).toEqual([
      `${pending} calls wait instead of 802. Still none of 952 was answered: the deadline freed the callers, not the connection.`,
    ]);
  });

  it('takes another client, and every container then answers', async () => {
    const stage = await opened();
    await press(stage, 'B: 1.5.8');
    expect(stage.state.load.client).toBe('B');
    expect(stage.said.at(-1)).toContain('Client B does not hang');
    expect(stage.root.querySelectorAll('.lk-answered')).toHaveLength(12);
  });

  it('shows another capture, and says how near it is', async () => {
    const stage = await opened();
    await press(stage, 'ttrpc 1.0.1');
    expect(stage.state.capture).toBe('poller-1.0.1');
    expect(stage.said.at(-1)).toContain('3,042 goroutines captured, 3,080 in the model');
    expect(stage.root.querySelectorAll('.lk-pair circle')).toHaveLength(2 * 124);
  });

  it('lets another container hang, and the list waits all the same', async () => {
    const stage = await opened();
    const radios = [...stage.root.querySelectorAll('.lk-row input')] as HTMLInputElement[];
    const { Event } = stage.root.ownerDocument.defaultView as Window & typeof globalThis;
    radios[11]?.dispatchEvent(new Event('change', { bubbles: true }));
    await turnOfLoop();
    expect(stage.state.wedged).toBe(11);
    expect(stage.said.at(-1)).toContain('Container 12 hangs. 11 have answered before it');
    expect(stage.root.querySelectorAll('.lk-never')).toHaveLength(0);
  });
});
