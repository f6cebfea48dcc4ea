import { describe, expect, it } from 'vitest';
import { evidenceFromDisk } from '../../../src/site/evidence.ts';
import { wordsOf } from '../../../src/site/words.ts';
import { type CallChainState, codec } from '../../../src/widgets/call-chain/state.ts';
import { widget } from '../../../src/widgets/call-chain/widget.ts';
import { enter, play, pressButton, type Stage, turn } from '../lesson/stage.tsx';
import { drawn, type Look } from '../stage.tsx';

const data = await widget.load(codec.initial, evidenceFromDisk);
const at = (part: Partial<CallChainState> = {}): CallChainState => ({ ...codec.initial, ...part });
const look = (state: CallChainState, how: Look = {}) => drawn(widget, 'w', state, data, how);

describe('the still of the call chain', () => {
  it.each(['en', 'zh-cn'] as const)('tells the story without script (%s)', (locale) => {
    const { html, text } = look(codec.initial, { locale });
    expect(html).not.toMatch(/<(button|input|select)\b/);
    expect(html.match(/class="cc-hop"/g)).toHaveLength(4);
    expect(html.match(/cc-dot cc-stuck/g)).toHaveLength(41);
    for (const figure of ['20', '2,991', '9', 'client.go:153', 'server.go:444']) {
      expect(text).toContain(figure);
    }
    expect(text).toContain(wordsOf(locale)('call-chain.grows'));
    expect(text).not.toContain('[call-chain');
  });

  it('draws rings for those who were freed, and a number for more than it can draw', () => {
    const { html, text } = look(at({ every: 5, deed: 'kubelet' }));
    expect(html.match(/cc-dot cc-freed/g)).toHaveLength(82);
    expect(text).toContain('+ 80');
    expect(text).toContain('120 freed');
  });
});

describe('the call chain in words', () => {
  it.each<[string, Partial<CallChainState>, string]>([
    [
      'at the start',
      {},
      'After 10 min 20 calls wait in kubelet, and as many in containerd. Nobody who asked is still there. The connection to the shim still hangs. As long as it hangs, every call that comes stays.',
    ],
    [
      'before time',
      { minutes: 0 },
      'Nobody has asked yet. As long as it hangs, every call that comes stays.',
    ],
    [
      'with a deadline',
      { kubelet: 120, patience: 0 },
      'After 10 min 4 calls wait in kubelet, and as many in containerd. 4 askers are still there. The connection to the shim still hangs. Never more than 4 at once in kubelet.',
    ],
    [
      'in the eviction loop',
      { asks: 'eviction' },
      'After 10 min 1 call waits in kubelet, and as many in containerd. The connection to the shim still hangs. The loop asks again only when its call is back: never more than one.',
    ],
    [
      'after containerd was restarted',
      { deed: 'containerd' },
      'After 10 min nobody waits any more in kubelet or containerd. Nobody who asked is still there. The hung connection is closed. As long as it hangs, every call that comes stays.',
    ],
    [
      'with a slow shim',
      { answer: 45 },
      'After 10 min 1 call waits in kubelet, and as many in containerd. Nobody who asked is still there. The connection to the shim works. Never more than 2 at once in kubelet.',
    ],
  ])('is true %s', (_, part, expected) => {
    expect(look(at(part)).said).toBe(expected);
  });

  it('says of the first call how each wait of it ends', () => {
    const { text } = look(at({ kubelet: 120, deed: 'containerd' }));
    expect(text).toContain('left at 10 s: its own deadline');
    expect(text).toContain('left at 2 min: its own deadline');
    expect(text).toContain('left at 2 min: its caller had left');
    expect(text).toContain('ended at 10 min: the connection was closed');
  });
});

async function opened(state: CallChainState): Promise<Stage<CallChainState>> {
  const stage = await play(widget, state, 'en', evidenceFromDisk);
  await turn();
  return stage;
}

describe('the call chain, played', () => {
  it('asks before it runs, and puts the guess beside what came out', async () => {
    const stage = await opened(codec.initial);
    await pressButton(stage, 'Set 120 s and guess');
    expect(stage.state).toMatchObject({ kubelet: 120, minutes: 0 });
    expect(stage.text()).not.toContain('Each leaves after');
    await enter(stage, '#w-guess', '20');
    await pressButton(stage, 'Run 1 min');
    expect(stage.text()).toContain('Your guess is 20. Now run to 10 min.');
    await pressButton(stage, 'Run 9 min');
    const found =
      'Your guess: 20. After 10 min 4 wait in kubelet. Each leaves after 120 s, and one comes every 30 s.';
    expect(stage.find('.cc-ask').textContent).toBe(found);
    expect(stage.said.at(-1)).toBe(found);
  });

  it('does one thing at a time, takes it back, and stands meanwhile', async () => {
    const stage = await opened(codec.initial);
    await pressButton(stage, 'restart kubelet');
    expect(stage.state.deed).toBe('kubelet');
    expect(stage.said.at(-1)).toBe(
      'kubelet has been restarted. Whoever asks: 0 freed, 0 wait. kubelet: 20 freed, 0 wait. containerd: 20 freed, 0 wait. shim: 0 freed, 1 waits. The connection to the shim still hangs.',
    );
    await pressButton(stage, 'Run 1 min');
    expect(stage.state.minutes).toBe(10);
    expect(stage.said.at(-1)).toContain('The clock stands since something was done.');
    await pressButton(stage, 'restart containerd');
    expect(stage.state.deed).toBe('containerd');
    expect(stage.said.at(-1)).toContain('The hung connection is closed.');
    await pressButton(stage, 'restart containerd');
    expect(stage.state).toEqual(codec.initial);
  });

  it('says why nothing can be done yet, and the buttons keep the focus they have', async () => {
    const stage = await opened(at({ minutes: 0 }));
    await pressButton(stage, 'kill the shim');
    expect(stage.state.deed).toBeNull();
    expect(stage.said.at(-1)).toBe('Nobody waits yet: run the clock first.');
    expect(stage.root.querySelectorAll('button[disabled]')).toHaveLength(0);
  });

  it('starts the clock anew with every knob, and refuses what is no deadline', async () => {
    const stage = await opened(codec.initial);
    await enter(stage, '#w-containerd', '45');
    expect(stage.state).toMatchObject({ containerd: 45, minutes: 0 });
    await enter(stage, '#w-containerd', '1000');
    expect(stage.said.at(-1)).toBe('1000: a whole number from 0 to 900, please. 45 stays.');
    stage.press('#w-passes');
    await turn();
    expect(stage.state).toMatchObject({ passes: true, minutes: 0 });
    expect(stage.text()).toContain('Heard: kubelet’s call would end with the request.');
  });
});
