import { describe, expect, it } from 'vitest';
import { wordsOf } from '../../../src/site/words.ts';
import { initial, type LabState } from '../../../src/widgets/ttrpc-lab/state.ts';
import { widget } from '../../../src/widgets/ttrpc-lab/widget.ts';
import { play } from '../lesson/stage.tsx';
import { drawn } from '../stage.tsx';

/** The shortest way to the hang of six calls. */
const HANG = '000000000000000000110011011';
const look = (part: Partial<LabState>, how: Parameters<typeof drawn>[4] = {}) =>
  drawn(widget, 'lab', { ...initial, ...part }, null, how);

describe('the still of the lab', () => {
  it.each(['en', 'zh-cn'] as const)('tells the hang without script (%s)', (locale) => {
    const { html, text, said } = look({ script: HANG }, { locale });
    expect(html).not.toMatch(/<(button|input|select)\b/);
    for (const at of ['client.go:259', 'server.go:404', 'server.go:459', 'client.go:209']) {
      expect(text).toContain(at);
    }
    const word = wordsOf(locale);
    expect(said).toContain(word('ttrpc-lab.lead.circle', { n: 4, behind: 6 }));
    expect(text).toContain(word('model.step.server.loop.takes-answer', { call: 3 }));
    expect(text).not.toMatch(/\[[\w.-]+\]/);
  });

  it.each(['A', 'B', 'C', 'D'] as const)(
    'has words for every line of client %s on both servers',
    (client) => {
      for (const server of ['S1', 'S2'] as const) {
        for (const script of ['', '~c~', '~k~', '~1c~']) {
          for (const locale of ['en', 'zh-cn'] as const) {
            const { text, said } = look({ client, server, script, failures: true }, { locale });
            expect(`${text} ${said}`).not.toMatch(/\[(ttrpc|model)[\w.-]+\]/);
          }
        }
      }
    },
  );
});

describe('the lab, played', () => {
  it('takes the step that was pressed, says it, and can go back', async () => {
    const stage = await play(widget, initial);
    expect(stage.describe()).toBe('6 steps are possible. You are the scheduler.');
    stage.press('.lab-choices button');
    expect(stage.state.script).toBe('0');
    expect(stage.said.at(-1)).toContain('Step 1. The client’s loop takes call 1. client.go:257');
    stage.press('.lab-badge');
    expect(stage.said.at(-1)).toContain('Step 2. The client’s loop writes request 1');
    stage.press('.lab-buttons button:nth-of-type(2)');
    expect(stage.state).toMatchObject({ at: 1, script: '00' });
    stage.press('.lab-buttons button:nth-of-type(3)');
    expect(stage.state).toMatchObject({ at: -1 });
  });

  it('runs to the end by its seed, and anew by the next', async () => {
    const stage = await play(widget, initial);
    stage.press('.lab-buttons button:nth-of-type(5)');
    expect(stage.state.script).toMatch(/^~\w+~$/);
    expect(stage.said.at(-1)).toMatch(/It hangs/);
    stage.press('.lab-buttons button:nth-of-type(6)');
    expect(stage.state).toMatchObject({ seed: 3, script: '' });
  });

  it('leads the way on when a knob is turned, and says so', async () => {
    const stage = await play(widget, { ...initial, script: HANG });
    stage.press('.lab-switch:last-of-type input');
    expect(stage.state.failures).toBe(true);
    expect(stage.text()).toContain('27 kept, 0 without a counterpart');
    expect(stage.text()).toContain('It hangs.');
    expect(stage.find('.lab-choices').textContent).toContain('From outside: Client.Close.');
  });

  it('lists the lines of the goroutine whose name was pressed', async () => {
    const stage = await play(widget, initial);
    stage.press('.lab-serverLoop .lab-name');
    expect(stage.state.focus).toBe('server.loop');
    expect(stage.find('.lab-listing').textContent).toContain('go handle(request)');
  });

  it('says of a link whose steps make no sense how far they did', async () => {
    const stage = await play(widget, { ...initial, script: '00zz' });
    expect(stage.text()).toContain('stop making sense at part 3');
    expect(stage.text()).toContain('Step 2.');
  });
});
