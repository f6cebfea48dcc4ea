import { describe, expect, it } from 'vitest';
import { BLANK } from '../../../src/widgets/exercise/state.ts';
import { createWidget } from '../../../src/widgets/exercise/widget.ts';
import { libraryOf, play, pressButton, still } from '../lesson/stage.tsx';

const steps = `
id: reading-164-steps
kind: order
items: [wash, cook]
check: [[cook, wash]]
solution: [cook, wash]
wrong: [{ id: first, shows: M4, answer: [wash, cook] }]
hints: [look, rule, worked]
`;
const widget = createWidget(libraryOf({ 'reading-164-steps': steps }));
const state = (exercise: string) => ({ ...widget.codec.initial, exercise });
const CHECK = '.act .b-go';

describe('the still of an exercise', () => {
  it.each(['en', 'zh-cn'] as const)(
    'has the question, every row with every label, three hints and the solution, and nothing to press (%s)',
    async (locale) => {
      const html = await still(widget, state('reading-164-label'), locale);
      expect(html.match(/class="sheet-row"/g)).toHaveLength(10);
      expect(html.match(/class="seg-item/g)).toHaveLength(40);
      expect(html.match(/<details/g)).toHaveLength(4);
      expect(html).not.toMatch(/<(button|input|select|textarea)\b/);
      expect(html).not.toContain('[exercise');
    },
  );

  it('has the solution of each kind inside the last details', async () => {
    const solution = async (id: string) =>
      (await still(widget, state(id))).split('help-solution')[1] ?? '';
    expect(await solution('reading-164-label')).toContain('client.go:209');
    expect(await solution('reading-164-two-counts')).toContain('1 handler<');
    expect(await solution('reading-164-never-tells')).toContain('How long a handler');
  });

  it('lists what there is where no exercise is named, predictions left out', async () => {
    const html = await still(widget, state(''));
    expect(html).toContain('Ten rows, four meanings');
    expect(html).not.toContain('Two rows out of ten');
  });
});

describe('a label exercise, played', () => {
  it('says nothing before the check, and then of each row what it is', async () => {
    const stage = await play(widget, state('reading-164-label'));
    stage.press('#w-line-459-circle');
    stage.press('#w-line-434-victim');
    expect(stage.state.answer).toBe('line-434.victim_line-459.circle');
    expect(stage.root.querySelectorAll('.fb')).toHaveLength(0);
    expect(stage.describe()).toBe('2 of 10 rows labelled. Not checked yet.');

    stage.press(CHECK);
    expect(stage.said).toEqual(['1 right, 1 not yet, 8 open.']);
    expect(stage.find('#w-line-459-says').textContent).toContain('Right');
    expect(stage.find('#w-line-434-says').textContent).toContain('Not this');
    expect(stage.find('.beliefs').textContent).toContain('created by');
    expect(stage.describe()).toBe('2 of 10 rows labelled. Checked: 1 right, 1 not yet, 8 open.');
  });

  it('notes each check and each hint that is opened, and nothing else', async () => {
    const stage = await play(widget, {
      ...state('reading-164-two-counts'),
      answer: '1',
      checked: '1',
    });
    expect(stage.deeds).toEqual([]);
    const toggle = (open: boolean) => {
      const hint = stage.find('.help details') as HTMLDetailsElement;
      hint.open = open;
      const { Event } = stage.root.ownerDocument.defaultView as Window & typeof globalThis;
      hint.dispatchEvent(new Event('toggle'));
    };
    toggle(true);
    toggle(false);
    stage.press(CHECK);
    stage.type('#w-field', '5');
    stage.press(CHECK);
    const exercise = 'reading-164-two-counts';
    expect(stage.deeds).toEqual([
      { did: 'take-hint', exercise, hint: 'look' },
      { did: 'try', exercise, passed: true },
      { did: 'try', exercise, passed: false },
    ]);
  });

  it('keeps what it said of rows that are unchanged, and takes back what no longer fits', async () => {
    const stage = await play(widget, state('reading-164-label'));
    stage.press('#w-line-459-circle');
    stage.press('#w-line-434-victim');
    stage.press(CHECK);
    stage.press('#w-line-434-birth');
    expect(stage.root.querySelector('#w-line-434-says')).toBeNull();
    expect(stage.root.querySelector('#w-line-459-says')).not.toBeNull();
    expect(stage.root.querySelector('.beliefs')).toBeNull();
    expect(stage.describe()).toBe('2 of 10 rows labelled. Changed since the last check.');
  });

  it('passes the whole solution and says what it amounts to', async () => {
    const stage = await play(widget, state('reading-164-label'));
    const key = {
      healthy: [87, 362, 431, 438],
      birth: [127, 332, 434],
      circle: [404, 459],
      victim: [444],
    };
    for (const [label, lines] of Object.entries(key)) {
      for (const line of lines) stage.press(`#w-line-${line}-${label}`);
    }
    stage.press(CHECK);
    expect(stage.said).toEqual(['That is all of it.']);
    expect(stage.find('.act + .conclusion').textContent).toContain('signature of this hang');
  });

  it('reads an answer back from a link, and leaves out what it no longer knows', async () => {
    const stage = await play(widget, {
      exercise: 'reading-164-label',
      answer: 'line-459.circle_line-1.circle',
      checked: 'line-459.circle_line-1.circle',
      note: BLANK,
    });
    expect(stage.find('#w-line-459-circle').hasAttribute('checked')).toBe(true);
    expect(stage.describe()).toContain('1 of 10 rows labelled.');
  });

  it('says that there is nothing to check instead of marking ten rows', async () => {
    const stage = await play(widget, state('reading-164-label'));
    stage.press(CHECK);
    expect(stage.said).toEqual(['There is nothing to check yet.']);
    expect(stage.state.checked).toBe('');
    expect(stage.deeds).toEqual([]);
  });
});

describe('a choose exercise, played', () => {
  it('takes several, releases one, and explains a tempting one', async () => {
    const stage = await play(widget, state('reading-164-never-tells'));
    for (const option of ['writer', 'method', 'home']) stage.press(`#w-${option}`);
    stage.press(CHECK);
    expect(stage.said).toEqual(['2 right, 1 not yet.']);
    expect(stage.find('#w-writer-says').textContent).toContain('this row of one says more');
    stage.press('#w-writer');
    stage.press('#w-duration');
    expect(stage.state.answer).toBe('duration_method_home');
    stage.press(CHECK);
    expect(stage.said.at(-1)).toBe('That is all of it.');
  });
});

describe('a number exercise, played', () => {
  it('explains a foreseen figure, tells what it cannot read, and takes full-width digits', async () => {
    const stage = await play(widget, state('reading-164-two-counts'));
    stage.type('#w-field', '5');
    stage.press(CHECK);
    expect(stage.find('.fb').textContent).toContain('still in their method');
    stage.type('#w-field', 'one');
    stage.press(CHECK);
    expect(stage.find('.fb').textContent).toContain('not a figure');
    stage.type('#w-field', '１');
    stage.press(CHECK);
    expect(stage.said).toEqual(['Not yet.', '0 right, 0 not yet, 1 open.', 'That is all of it.']);
  });
});

describe('a link to an exercise that the page does not carry', () => {
  it('says so and shows nothing half', async () => {
    const stage = await play(widget, state('reading-164-steps'));
    expect(stage.text()).toContain('“reading-164-steps”, which this page does not carry');
    expect(stage.root.querySelector('.steps')).toBeNull();
  });
});

describe('the shelf', () => {
  it('opens what is chosen', async () => {
    const stage = await play(widget, state(''));
    expect(stage.describe()).toContain('choose one');
    await pressButton(stage, 'Ten rows, four meanings');
    expect(stage.state.exercise).toBe('reading-164-label');
    expect(stage.root.querySelectorAll('.sheet-row')).toHaveLength(10);
  });
});

describe('what a page has to carry', () => {
  it('asks for the words of its exercise only, and for all where any may be opened', () => {
    expect(widget.prefixes?.(state('reading-164-label'))).toContain('exercises.reading-164-label.');
    expect(widget.prefixes?.(state('reading-164-label'))).not.toContain('exercises.');
    expect(widget.prefixes?.(state(''))).toContain('exercises.');
  });

  it('tells an author that a prediction belongs to the other widget', async () => {
    await expect(
      widget.load(state('reading-164-two-lines'), () => Promise.reject()),
    ).rejects.toThrow('the widget "prediction" asks it');
  });
});
