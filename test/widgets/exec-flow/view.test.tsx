import { describe, expect, it } from 'vitest';
import { evidenceFromDisk } from '../../../src/site/evidence.ts';
import { wordsOf } from '../../../src/site/words.ts';
import { STEPS } from '../../../src/widgets/exec-flow/flow.ts';
import { codec, type ExecFlowState } from '../../../src/widgets/exec-flow/state.ts';
import { widget } from '../../../src/widgets/exec-flow/widget.ts';
import { enter, play, pressButton, turn } from '../lesson/stage.tsx';
import { drawn, type Look } from '../stage.tsx';

const data = await widget.load(codec.initial, evidenceFromDisk);
const at = (part: Partial<ExecFlowState> = {}): ExecFlowState => ({ ...codec.initial, ...part });
const look = (state: ExecFlowState, how: Look = {}) => drawn(widget, 'w', state, data, how);

describe('the still of an exec', () => {
  it.each(['en', 'zh-cn'] as const)('tells the story without script (%s)', (locale) => {
    const { html, text } = look(codec.initial, { locale });
    expect(html).not.toMatch(/<(button|input|select)\b/);
    expect(html.match(/aria-current="step"/g)).toHaveLength(1);
    for (const figure of ['18', '3,600', '17', '13', 'server/container_execsync.go:159']) {
      expect(text).toContain(figure);
    }
    expect(text).toContain(wordsOf(locale)('exec-flow.kind.worker'));
  });

  it.each(['en', 'zh-cn'] as const)('has words for every step (%s)', (locale) => {
    for (const step of STEPS) {
      const { text, said } = look(at({ step, tty: true }), { locale, live: true });
      expect(`${text} ${said}`).not.toContain('[exec-flow');
    }
  });
});

describe('an exec in words', () => {
  it.each<[Partial<ExecFlowState>, string]>([
    [
      {},
      'Step 8 of 9: The command runs. The handler waits for its end; nobody can cancel that wait, since its context is Background. 18 goroutines in containerd for one exec, 3,600 for 200. 9 of 17 calls to the shim, all on the container’s one connection. SPDY’s header compression holds 156 MiB to 164 MiB for all of them.',
    ],
    [
      { step: 'serve', execs: 1 },
      'Step 2 of 9: kubelet connects to that URL and passes the bytes on; a handler in containerd serves it. 1 goroutine in containerd for one exec, 1 for 1. 0 of 17 calls to the shim, all on the container’s one connection. No SPDY connection is open.',
    ],
  ])('is true: %j', (part, expected) => {
    expect(look(at(part)).said).toBe(expected);
  });
});

describe('an exec, played', () => {
  it('asks before it runs, and puts the guess beside what came out', async () => {
    const stage = await play(widget, codec.initial, 'en', evidenceFromDisk);
    await turn();
    await pressButton(stage, 'Add -t and guess');
    expect(stage.state).toMatchObject({ tty: true, step: 'token' });
    expect(stage.text()).toContain('kubectl exec -it $POD -- $COMMAND');
    expect(stage.text()).not.toContain('one such exec keeps');
    await enter(stage, '#w-guess', '4');
    for (let step = 0; step < 7; step++) await pressButton(stage, 'Next step');
    expect(stage.state.step).toBe('select');
    const found = 'Your guess: 4. While the command runs, one such exec keeps 19 goroutines.';
    expect(stage.said.at(-1)).toBe(found);
    expect(stage.find('.ef-ask').textContent?.trim()).toBe(found);
  });

  it('says where its steps end, and the buttons keep the focus they have', async () => {
    const stage = await play(widget, at({ step: 'delete' }), 'en', evidenceFromDisk);
    await turn();
    await pressButton(stage, 'Next step');
    expect(stage.said.at(-1)).toBe('This is the last step.');
    expect(stage.text()).toContain('Nothing of it is in containerd.');
    await pressButton(stage, 'Back');
    expect(stage.state.step).toBe('select');
    expect(stage.root.querySelectorAll('button[disabled]')).toHaveLength(0);
  });

  it('takes another number of execs where it stands, and refuses none', async () => {
    const stage = await play(widget, codec.initial, 'en', evidenceFromDisk);
    await turn();
    await enter(stage, '#w-execs', '1000');
    expect(stage.state).toMatchObject({ execs: 1000, step: 'select' });
    expect(stage.text()).toContain('1,000 execs: 18,000 goroutines');
    await enter(stage, '#w-execs', '0');
    expect(stage.said.at(-1)).toBe('0: a whole number from 1 to 5,000, please. 1,000 stays.');
  });
});
