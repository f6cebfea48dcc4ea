import { describe, expect, it } from 'vitest';
import { plannedKinds } from '../../../src/lesson/triage/cases.ts';
import { evidenceFromDisk } from '../../../src/site/evidence.ts';
import { answerTo, judgedAll, PAGE, type TriageData } from '../../../src/widgets/triage/data.ts';
import type { DeskPort } from '../../../src/widgets/triage/desk.ts';
import { deskHere } from '../../../src/widgets/triage/port.ts';
import { freshSet, type TriageState } from '../../../src/widgets/triage/state.ts';
import { widget } from '../../../src/widgets/triage/widget.ts';
import { drawn, type Look } from '../stage.tsx';

const desks = new Map<number, Promise<DeskPort>>();

/** What `load` gives, but a set is laid out once for all tests. */
async function dataOf(state: TriageState): Promise<TriageData> {
  const laid = desks.get(state.seed) ?? deskHere(state.seed);
  desks.set(state.seed, laid);
  const desk = await laid;
  return { desk, ...(await answerTo(desk, state, PAGE)), judged: await judgedAll(desk, state) };
}

async function picture(state: TriageState, look: Look = { live: true }) {
  return drawn(widget, 'tr', state, await dataOf(state), look);
}

const RULES = /The rules say|diagnose|Half of the ttrpc|wb-finding|tr-beside/;

/** A set with every answer locked: the verdict of each, and the goroutines pointed at. */
function answered(seed: number, verdicts: readonly TriageState['answers'][number]['verdict'][]) {
  return {
    ...freshSet(seed),
    answers: verdicts.map((verdict) => ({
      verdict,
      confidence: 3 as const,
      points: [1],
      locked: true,
    })),
  };
}

describe('what is loaded', () => {
  it('is the set of the state, the open dump, and the rules only beside answers that stand', async () => {
    const state = { ...answered(2, ['healthy', null, null, null]), open: 1 };
    const answers = state.answers.map((one) => ({ ...one, locked: one.verdict !== null }));
    const { desk, positions, text, judged } = await widget.load(
      { ...state, answers },
      evidenceFromDisk,
    );
    expect(desk.seed).toBe(2);
    expect(positions.matching).toBe(desk.sheets[1]?.goroutines);
    expect(text).toBeNull();
    expect(judged.map((one) => one?.verdict ?? null)).toEqual([
      plannedKinds(2)[0],
      null,
      null,
      null,
    ]);
  });

  it('gives the file as it comes, and its text with the lines of a log taken apart', async () => {
    const { desk } = await dataOf(freshSet(2));
    const place = desk.sheets.findIndex(({ process }) => process !== 'kubelet');
    const [file, text] = [await desk.file(place), await desk.text(place)];
    expect(file.split('\n')).toHaveLength(3);
    expect(text).toMatch(/\n\ngoroutine 1 \[.*\]:\n\S/);
    expect(text).not.toContain('\\n');
  });
});

describe('the still', () => {
  it('tells the story: four dumps with their sizes, where most stand, and the question', async () => {
    const { text, html, said } = await picture(freshSet(3), { live: false });
    const { sheets } = (await dataOf(freshSet(3))).desk;
    for (const { process, goroutines } of sheets) {
      expect(text).toContain(process);
      expect(text).toContain(`${goroutines} goroutines`);
    }
    expect(text.match(/Where most of them stand/g)).toHaveLength(4);
    expect(text).toContain('What is dump 1?');
    expect(text).toContain('This hang');
    expect(html).not.toMatch(/<(?:button|input|select)/);
    expect(html).not.toMatch(RULES);
    expect(said).toMatch(/^Set 3: a \w+ with \d+ goroutines, .* 0 of 4 answers are locked\.$/);
  });
});

describe('the picture before an answer is locked', () => {
  it('says nothing of what a dump is: no finding, no proof, the same words for every verdict', async () => {
    for (const open of [0, 1, 2, 3]) {
      const { html, text } = await picture({ ...freshSet(3), open });
      expect(html).not.toMatch(RULES);
      expect(text).toContain('no verdict yet');
    }
  });

  it('says it not even with a verdict in pencil', async () => {
    const state = { ...freshSet(3) };
    const { html, text } = await picture({
      ...state,
      answers: state.answers.map((answer) => ({ ...answer, verdict: 'this-hang' as const })),
    });
    expect(html).not.toMatch(RULES);
    expect(text.match(/in pencil: This hang/g)).toHaveLength(4);
    expect(html).not.toContain('data-right');
  });

  it('shows where goroutines stand, each with a flag that points at it', async () => {
    const { html } = await picture(freshSet(3));
    expect(html.match(/class="tr-point"/g)?.length).toBeGreaterThan(8);
    expect(html).toContain('aria-label="Point at ');
  });

  it('shows the text as printed, header first', async () => {
    const { text } = await picture({ ...freshSet(3), as: 'text' });
    expect(text).toContain('made for the triage drill of Stuck in Send, not captured: seed 3');
    expect(text).toContain('goroutine 1 [');
  });

  it('says what is wrong with a filter, and shows what a good one leaves', async () => {
    const wrong = await picture({ ...freshSet(3), filter: 'wait>' });
    expect(wrong.html).toContain('aria-invalid="true"');
    const good = await picture({ ...freshSet(3), filter: 'id=1' });
    expect(good.text).toContain('1 goroutine in 1 position');
  });
});

describe('the picture once an answer stands', () => {
  it('has the rules beside it, and each place of their proof', async () => {
    const seed = 2;
    const place = plannedKinds(seed).indexOf('this-hang');
    const state = { ...freshSet(seed), open: place };
    const answers = state.answers.map((answer, at) =>
      at === place
        ? { verdict: 'other-leak' as const, confidence: 4 as const, points: [1], locked: true }
        : answer,
    );
    const { text, html } = await picture({ ...state, answers });
    expect(text).toContain('You said Another leak Certain');
    expect(text).toContain('The rules say This hang');
    expect(text).toContain('you pointed at 0 of 2');
    expect(text).toContain('“A timeout fixes it.”');
    expect(text).toMatch(/server\.go:459.*server\.go:404|client\.go:259.*client\.go:209/);
    expect(html).not.toContain('class="tr-strip');
  });

  it('asks for no evidence of a healthy dump, and says how sure the rules are', async () => {
    const state = { ...freshSet(12), open: 3 };
    const answers = state.answers.map((answer, at) =>
      at === 3
        ? { verdict: 'healthy' as const, confidence: 4 as const, points: [], locked: true }
        : answer,
    );
    const { text } = await picture({ ...state, answers });
    expect(text).toMatch(/The rules say Healthy None of the hangs [^.]* likely/);
    expect(text).toContain('Nobody had to point at it.');
    expect(text).not.toContain('not pointed at');
  });

  it('tells handlers that wait behind the hang from those still in their methods', async () => {
    const state = { ...freshSet(1), open: 3 };
    const answers = state.answers.map((answer, at) =>
      at === 3
        ? { verdict: 'this-hang' as const, confidence: 3 as const, points: [40], locked: true }
        : answer,
    );
    const { text } = await picture({ ...state, answers });
    expect(text).toMatch(/waits behind it server\.go:444 .* still in its method server\.go:438 /);
  });

  it('says at how many places a reader could point, where the proof has more', async () => {
    const state = { ...freshSet(12), open: 2 };
    const answers = state.answers.map((answer, at) =>
      at === 2
        ? { verdict: 'look-alike' as const, confidence: 3 as const, points: [443], locked: true }
        : answer,
    );
    const { text } = await picture({ ...state, answers });
    expect(text).toContain('4 places. You could point at 3, and pointed at 1.');
  });

  it('names the position of a call that is made to last, and says why it is no proof', async () => {
    const state = { ...freshSet(12), open: 3 };
    const answers = state.answers.map((answer, at) =>
      at === 3
        ? { verdict: 'other-leak' as const, confidence: 4 as const, points: [746], locked: true }
        : answer,
    );
    const { text } = await picture({ ...state, answers });
    expect(text).toContain('client.go:161 (goroutine 746) is no proof of it: it is in a Wait call');
  });

  it('ends in a debrief: a row for each dump, and how many verdicts are those of the rules', async () => {
    const kinds = plannedKinds(2);
    const { text, said } = await picture(answered(2, kinds));
    expect(text).toContain('4 of 4 verdicts are those of the rules.');
    expect(said).toBe('Set 2: 4 of 4 verdicts are those of the rules.');
    const others = await picture(
      answered(
        2,
        kinds.map(() => 'healthy'),
      ),
    );
    expect(others.said).toBe('Set 2: 1 of 4 verdicts are those of the rules.');
    expect(others.text).toContain('How sure you were is not graded.');
  });

  it('says the same in Chinese', async () => {
    const { text } = await picture(answered(2, plannedKinds(2)), { live: true, locale: 'zh-cn' });
    expect(text).toContain('4 个判断里有 4 个与规则一致。');
    expect(text).not.toContain('[triage.');
  });
});
