import { describe, expect, it } from 'vitest';
import { createWidget } from '../../../src/widgets/prediction/widget.ts';
import { libraryOf, play, still } from '../lesson/stage.tsx';

const widget = createWidget(libraryOf());
const start = { ...widget.codec.initial, exercise: 'reading-164-two-lines' };
const LOCK = '.act .b-go';

describe('the still of a prediction', () => {
  it.each(['en', 'zh-cn'] as const)(
    'has the question, ten rows, and what the evidence shows folded away (%s)',
    async (locale) => {
      const html = await still(widget, start, locale);
      const [before = '', after = ''] = html.split('<details class="prediction-still">');
      expect(before.match(/class="guess-row"/g)).toHaveLength(10);
      expect(before).not.toContain('guess-found');
      expect(after.match(/<dt>/g)).toHaveLength(10);
      expect(html).not.toMatch(/<(button|input|select|textarea)\b/);
    },
  );
});

describe('a prediction, played', () => {
  it('shows nothing of the answer before it is asked for', async () => {
    const stage = await play(widget, start);
    expect(stage.root.querySelector('details')).toBeNull();
    expect(stage.text()).not.toContain('once each');
  });

  it('locks a guess only when it is complete, and says what is missing', async () => {
    const stage = await play(widget, start);
    stage.press(LOCK);
    expect(stage.said).toEqual(['First choose 2 and say how sure you are.']);
    stage.press('#w-line-444');
    stage.press('#w-line-434');
    stage.press(LOCK);
    expect(stage.state.stage).toBe('open');
    stage.press('#w-confidence-3');
    stage.press(LOCK);
    expect(stage.state).toMatchObject({
      picked: ['line-444', 'line-434'],
      confidence: 3,
      stage: 'locked',
    });
    expect(stage.describe()).toBe('Locked in: server.go:444, server.go:434. Rather sure.');
    const exercise = 'reading-164-two-lines';
    const guess = {
      did: 'predict',
      exercise,
      answer: 'line-444_line-434',
      confidence: 3,
    };
    expect(stage.deeds).toEqual([guess]);
    expect(() => stage.press('#w-line-404')).toThrow('cannot be pressed');
    stage.press(LOCK);
    expect(stage.deeds).toEqual([guess, { did: 'compare', exercise }]);
  });

  it('does not take a third, and leaves its box empty', async () => {
    const stage = await play(widget, { ...start, picked: ['line-444', 'line-434'] });
    stage.press('#w-line-404');
    expect(stage.state.picked).toEqual(['line-444', 'line-434']);
    expect((stage.find('#w-line-404') as HTMLInputElement).checked).toBe(false);
    expect(stage.said).toEqual(['2 are chosen. Release one to choose another.']);
  });

  it('compares: whose each row is, the belief behind a miss, and how that sits with confidence', async () => {
    const stage = await play(widget, {
      ...start,
      picked: ['line-444', 'line-404'],
      confidence: 4,
      stage: 'locked',
    });
    stage.press(LOCK);
    expect(stage.state.stage).toBe('shown');
    expect(stage.text()).toContain('server.go:404 Your guess, and the evidence');
    expect(stage.text()).toContain('server.go:459 The evidence');
    expect(stage.text()).toContain('server.go:444 Your guess');
    expect(stage.text()).toContain('You were sure, and the evidence agrees in part.');
    expect(stage.find('.beliefs').textContent).toContain('The goroutine count is the diagnosis');
    expect(stage.root.querySelectorAll('.comparison > .key dt')).toHaveLength(3);
    expect(stage.root.querySelectorAll('.comparison-rest dt')).toHaveLength(7);
    expect(stage.describe()).toContain('In common: 1 of 2.');
  });

  it('can be looked up without a guess, which is then no half guess', async () => {
    const stage = await play(widget, { ...start, picked: ['line-444'] });
    stage.press('.act-quiet');
    expect(stage.state).toEqual({ ...start, stage: 'shown' });
    expect(stage.describe()).toBe('Evidence: server.go:404, server.go:459.');
    expect(stage.root.querySelector('.comparison-note')).toBeNull();
  });

  it('can be changed until it is compared', async () => {
    const stage = await play(widget, {
      ...start,
      picked: ['line-444', 'line-404'],
      confidence: 4,
      stage: 'locked',
    });
    stage.press('.act-quiet');
    expect(stage.state.stage).toBe('open');
    stage.press('#w-line-444');
    expect(stage.state.picked).toEqual(['line-404']);
  });

  it('tells an author that an exercise belongs to the other widget', async () => {
    await expect(
      widget.load({ ...start, exercise: 'reading-164-label' }, () => Promise.reject()),
    ).rejects.toThrow('the widget "exercise" shows it');
  });
});
