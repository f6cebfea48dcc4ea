import { describe, expect, it } from 'vitest';
import { evidenceFromDisk } from '../../../src/site/evidence.ts';
import { wordsOf } from '../../../src/site/words.ts';
import { DOORS } from '../../../src/widgets/pprof-doors/doors.ts';
import { QUESTION_NAMES } from '../../../src/widgets/pprof-doors/questions.ts';
import { ask, codec, type DoorsState, open } from '../../../src/widgets/pprof-doors/state.ts';
import { widget } from '../../../src/widgets/pprof-doors/widget.ts';
import { play } from '../lesson/stage.tsx';
import { drawn, type Look } from '../stage.tsx';

const data = await widget.load(codec.initial, evidenceFromDisk);
const look = (state: DoorsState, how: Look = {}) => drawn(widget, 'w', state, data, how);

describe('the still of the doors', () => {
  it.each(['en', 'zh-cn'] as const)('tells the story without script (%s)', (locale) => {
    const { html, text } = look(codec.initial, { locale });
    expect(html).not.toMatch(/<(button|input|select)\b/);
    expect(text).toContain(wordsOf(locale)('pprof-doors.ask.waits'));
    for (const figure of ['3,049', '26', '2,991', 'client.go:153', 'debug=2']) {
      expect(text).toContain(figure);
    }
    expect(html.match(/class="pd-door"/g)).toHaveLength(DOORS.length);
  });

  it.each(['en', 'zh-cn'] as const)('has words for every question and door (%s)', (locale) => {
    for (const question of QUESTION_NAMES) {
      for (const door of DOORS) {
        const { text, said } = look(open(ask(question), door), { locale, live: true });
        expect(`${text} ${said}`).not.toContain('[pprof-doors');
      }
    }
  });
});

describe('the doors in words', () => {
  it.each<[DoorsState, string]>([
    [
      codec.initial,
      'Its goroutines do not move. What does each wait for, and since when? goroutine?debug=0 opens, but does not know. It gives: stacks, how many goroutines in each. What is missing: the state of each goroutine, how long it has waited, from one minute on.',
    ],
    [
      open(codec.initial, 'goroutine-2'),
      'Its goroutines do not move. What does each wait for, and since when? goroutine?debug=2 of containerd answers it. 2 doors could answer: goroutine?debug=2, SIGUSR1.',
    ],
    [
      open(ask('silent'), 'heap'),
      'It does not answer. Where do its goroutines stand, and in which state? A shim of containerd 1.4 has no heap: it serves no pprof. It has one door.',
    ],
    [ask('busy'), 'It burns a whole processor. On what? No door is open yet. Which one knows?'],
  ])('are true: %j', (state, expected) => {
    expect(look(state).said).toBe(expected);
  });

  it('show nothing that was not captured', () => {
    expect(look(open(ask('busy'), 'profile')).text).toContain('No file of this kind was captured');
    expect(look(open(ask('busy'), 'profile')).html).not.toContain('pd-sample');
    expect(look(open(ask('silent'), 'heap')).html).not.toContain('pd-sample');
  });
});

/** Hooks render again after the present turn, and effects run without frames after preact's 35 ms. */
const turn = () => new Promise((resolve) => setTimeout(resolve, 50));

describe('the doors, played', () => {
  it('open one after another, each marked, and say what came of it', async () => {
    const stage = await play(widget, ask('silent'), 'en', evidenceFromDisk);
    await turn();
    expect(stage.root.querySelectorAll('[data-mark="shut"], [data-mark="answers"]')).toHaveLength(
      0,
    );
    stage.press('.pd-door:nth-child(2)');
    await turn();
    expect(stage.state.opened).toEqual(['heap']);
    expect(stage.said.at(-1)).toContain('has no heap');
    stage.press('.pd-door:nth-child(8)');
    await turn();
    expect(stage.said.at(-1)).toContain(
      'SIGUSR1 of shim answers it. 1 door could answer: SIGUSR1.',
    );
    expect(stage.root.querySelectorAll('[data-mark="shut"]')).toHaveLength(1);
    expect(stage.text()).toContain('kill -USR1 $SHIM_PID');
    expect(stage.text()).toContain('47 goroutines, each with its state');
  });

  it('close when another question is asked', async () => {
    const stage = await play(widget, codec.initial, 'en', evidenceFromDisk);
    await turn();
    stage.press('#w-grows');
    await turn();
    expect(stage.state).toEqual(ask('grows'));
    expect(stage.said).toEqual(['No door is open yet. Which one knows?']);
  });
});
