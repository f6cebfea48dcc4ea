import type { Word } from '../contract.ts';
import { named, packageLabel, said, signed } from './amounts.ts';
import type { Answer } from './answer.ts';
import { minus } from './changes.ts';
import type { ProfileData } from './data.ts';
import { boxOf, nameOf } from './flame-columns.ts';
import { heaviest } from './flame-walk.ts';
import { refusalText } from './refusal-text.ts';
import type { ProfileState } from './state.ts';

/**
 * The picture in one sentence: what a screen reader hears first, and the still's caption. It tells of the answer that
 * is shown, which a moment after a change may still be the one before.
 */
export function describe(state: ProfileState, data: ProfileData, word: Word): string {
  const { answer, refusal, source, base } = data;
  const refused = refusal
    ? refusalText(word, refusal, { source: source.name, base: base?.name ?? state.base })
    : '';
  if (!answer) return refused;
  const { question, facts } = answer;
  const asked =
    (question.focus !== '' || question.ignore !== '') && !answer.fault
      ? word('profile.describe.kept', { n: answer.kept, of: facts.samples })
      : '';
  return [panelSentence(state, data, answer, word), asked, refused]
    .filter((part) => part !== '')
    .join(' ');
}

function panelSentence(
  state: ProfileState,
  { source, base }: ProfileData,
  answer: Answer,
  word: Word,
): string {
  const { panel, sampleType, total, question } = answer;
  const { type, unit } = sampleType;
  const common = { name: source.name, type, total: said(total, unit) };
  switch (panel.is) {
    case 'top': {
      const { largest, size } = panel;
      if (!largest) return word('profile.describe.empty', common);
      return word('profile.describe.top', {
        ...common,
        n: size,
        func: named(largest.func).short,
        flat: said(largest.flat, unit),
      });
    }
    case 'flame': {
      const { flame } = panel;
      if ((flame.span[0] ?? 0) === 0) return word('profile.describe.empty', common);
      const zoomed = boxOf(flame, state.zoom);
      const most = heaviest(flame, zoomed);
      const where =
        zoomed === 0 ? '' : word('profile.describe.zoom', { func: short(flame, zoomed) });
      const way = [
        question.reversed ? word('profile.describe.reversed') : '',
        question.byPackage ? word('profile.describe.byPackage') : '',
      ].join('');
      return word('profile.describe.flame', {
        ...common,
        n: flame.size - 1,
        way,
        where,
        func: most === 0 ? word('profile.all') : short(flame, most),
        self: said(flame.self[most] ?? 0, unit),
      });
    }
    case 'diff': {
      const { compared } = panel;
      if (!compared) return word('profile.describe.noBase', common);
      const { counts, largest, before, after } = compared;
      return word('profile.describe.diff', {
        ...common,
        ...counts,
        base: base?.name ?? state.base,
        net: signed(minus(after, before), unit),
        func: largest ? named(largest.func).short : word('profile.none'),
        flat: signed(largest?.flat ?? 0, unit),
      });
    }
    case 'packages': {
      const [first] = panel.shares;
      if (!first) return word('profile.describe.empty', common);
      return word('profile.describe.packages', {
        ...common,
        n: panel.shares.length,
        package: packageLabel(first.name),
        flat: said(first.flat, unit),
      });
    }
    case 'peek': {
      const { peek, func } = panel;
      if (!peek) return word('profile.describe.noFunction', { ...common, func });
      return word('profile.describe.peek', {
        ...common,
        func: named(func).short,
        flat: said(peek.flat, unit),
        cum: said(peek.cum, unit),
        callers: peek.callers.length,
        callees: peek.callees.length,
      });
    }
  }
}

function short(flame: Parameters<typeof nameOf>[0], box: number): string {
  return named(nameOf(flame, box)).short;
}
