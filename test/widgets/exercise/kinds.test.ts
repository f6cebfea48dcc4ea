import { describe, expect, it } from 'vitest';
import { createWidget } from '../../../src/widgets/exercise/widget.ts';
import { enter, libraryOf, play, pressButton, still, turn } from '../lesson/stage.tsx';

const widget = createWidget(libraryOf());
const state = (exercise: string) => ({ ...widget.codec.initial, exercise });
const CHECK = '.act .b-go';

describe('a command exercise, played', () => {
  it('shows what was typed before, and says of each part what it is for', async () => {
    const stage = await play(widget, state('ask-the-shim-signal'));
    expect(stage.find('.shell-screen').textContent).toContain('pgrep -x containerd\n812');
    await enter(stage, '#w-field', 'kill -10 2447');
    expect(stage.said).toEqual(['2 right, 1 not yet.']);
    expect(stage.find('#w-line-says').textContent).toContain('another pod');
    stage.type('#w-field', 'kill -10 2390');
    expect(stage.root.querySelector('#w-line-says')).toBeNull();
    expect(stage.find('#w-signal-says').textContent).toContain('SIGUSR1');
    stage.press(CHECK);
    expect(stage.said.at(-1)).toBe('That is all of it.');
    expect(stage.describe()).toContain('Your line: kill -10 2390.');
  });

  it('names the belief behind a line, what is missing, and what it cannot read', async () => {
    const stage = await play(widget, state('ask-the-shim-signal'));
    await enter(stage, '#w-field', 'kill -USR1 812');
    expect(stage.find('.beliefs').textContent).toContain('most memory');
    await enter(stage, '#w-field', 'pkill -USR1 2961c0a23e8f7');
    expect(stage.find('#w-full-says').textContent).toContain('one shim from another');
    expect(stage.find('.shell-missing').textContent).toBe('missing');
    await enter(stage, '#w-field', "kill 'x");
    expect(stage.find('#w-says').textContent).toContain('not closed');
    expect(stage.find('#w-field').getAttribute('aria-invalid')).toBe('true');
  });
});

describe('a schedule exercise, played', () => {
  const ID = 'the-circle-close-it';

  it('offers the steps where they are taken, tells each, and goes back', async () => {
    const stage = await play(widget, state(ID));
    expect(stage.describe()).toBe('0 steps taken. Not checked yet.');
    stage.press('[data-step="client.loop.takes-call"]');
    expect(stage.said.at(-1)).toMatch(
      /^The client’s loop takes call 1\. \d steps? (is|are) possible/,
    );
    await turn();
    expect(stage.find('.play-count').textContent).toBe('1 step');
    expect(stage.find('.play-board').textContent).toContain('Holds request 1.');
    await pressButton(stage, 'Step back');
    expect(stage.state.answer).toBe('');
    expect(stage.said.at(-1)).toContain('One step back.');
  });

  it('reaches the deadlock by its buttons, and passes', async () => {
    const stage = await play(widget, state(ID));
    const step = async (what: string, times = 1) => {
      for (let time = 0; time < times; time++) {
        stage.press(`[data-step="${what}"]`);
        await turn();
      }
    };
    for (let call = 1; call <= 5; call++) {
      await step('client.loop.takes-call');
      await step('client.loop.writes');
      await step('server.receiver.reads', Number(call <= 4));
      await step('server.loop.takes-request', Number(call <= 3));
    }
    await step('client.loop.takes-call');
    await step('server.handler.returns', 3);
    await step('server.loop.takes-answer');
    await step('server.loop.writes');
    await step('client.receiver.reads');
    await step('server.loop.takes-answer');
    await step('server.loop.writes');
    expect(stage.root.querySelectorAll('[data-mood="circle"]')).toHaveLength(0);
    await step('server.loop.takes-answer');
    expect(stage.said.at(-1)).toContain('a deadlock');
    expect(stage.root.querySelectorAll('[data-mood="circle"]')).toHaveLength(4);
    expect(stage.root.querySelectorAll('.play-step')).toHaveLength(0);
    stage.press(CHECK);
    expect(stage.said.at(-1)).toBe('That is all of it.');
    const link = new Map(widget.codec.toQuery(stage.state));
    expect(widget.codec.fromQuery(1, link)).toEqual({ ok: true, state: stage.state });
  });

  it.each(['en', 'zh-cn'] as const)('has no word missing in its still (%s)', async (locale) => {
    const html = await still(widget, state(ID), locale);
    expect(html).not.toMatch(/\[(exercise|model|ttrpc)/);
    expect(html).not.toContain('<button');
    expect(html.split('help-solution')[1]?.match(/<li/g)).toHaveLength(27);
  });
});

describe('a repair exercise, played', () => {
  it('refutes by a way that can be read, and proves within its bound', async () => {
    const stage = await play(widget, state('the-repair-choose'));
    stage.press('#w-more-room');
    stage.press(CHECK);
    expect(stage.find('.mend-verdict').textContent).toMatch(
      /^Refuted: with 10 calls .* 36 steps\.$/,
    );
    expect(stage.root.querySelectorAll('.trace > li').length).toBe(36);
    expect(stage.find('.beliefs').textContent).toContain('bigger buffer');
    stage.press('#w-client-b');
    expect(stage.root.querySelector('.mend-proof')).toBeNull();
    stage.press(CHECK);
    expect(stage.said.at(-1)).toBe('2 right, 1 not yet.');
    expect(stage.find('#w-more-room-says').textContent).toContain('proved all the same');
    stage.press('#w-more-room');
    stage.press(CHECK);
    expect(stage.said.at(-1)).toBe('That is all of it.');
    expect(stage.find('.mend-verdict').textContent).toContain('Proved for up to 10 calls');
  });

  it('lets one client go when another is chosen, and says so', async () => {
    const stage = await play(widget, state('the-repair-choose'));
    stage.press('#w-client-b');
    stage.press('#w-client-d');
    expect(stage.state.answer).toBe('client-d');
    expect(stage.said.at(-1)).toContain('ttrpc 1.1');
  });
});

describe('an explanation', () => {
  it('is compared by its writer, and nothing of it goes into a link', async () => {
    const stage = await play(widget, state('reading-164-explain'));
    expect(stage.root.querySelector(CHECK)?.hasAttribute('disabled')).toBe(true);
    stage.type('#w-text', 'They wait for the loop.');
    await turn();
    expect(stage.root.querySelector('.essay-model')).toBeNull();
    await pressButton(stage, 'Compare with a model answer');
    expect(stage.find('.essay-model').textContent).toContain('The handlers are not broken');
    const compared = { did: 'try', exercise: 'reading-164-explain', passed: true };
    expect(stage.deeds).toEqual([compared]);
    stage.press('#w-loop');
    expect(stage.said.at(-1)).toBe('1 of 5 points.');
    expect(stage.deeds).toEqual([compared]);
    expect(stage.state.note).toMatchObject({ text: 'They wait for the loop.', found: ['loop'] });
    expect(widget.codec.toQuery(stage.state)).toEqual([['e', 'reading-164-explain']]);
    expect(stage.describe()).toBe(
      'Free text with a list of 5 points to compare it by. Not scored.',
    );
  });

  it('has its model answer and its points in the still, to be opened', async () => {
    const html = await still(widget, state('reading-164-explain'));
    expect(html.match(/<details/g)).toHaveLength(4);
    expect(html.match(/class="box"/g)).toHaveLength(5);
    expect(html).not.toMatch(/<(button|input|textarea)\b/);
  });
});
