import { judge } from '../age.ts';
import { SHOWN } from '../limits.ts';
import type { Rule } from '../rule.ts';
import { allOf, lost, step } from '../say.ts';
import type { ProofLine } from '../types.ts';

/** The runtime printed why it stopped: a panic, a fatal error (`all goroutines are asleep` among them). */
export const crashed: Rule = {
  id: 'crashed',
  severity: 'warning',
  chapter: 'your-runbook',
  look({ mine, cut }) {
    const said = mine.facts.dump.context.filter(
      ({ kind, text }) => kind === 'fatal' || (kind === 'panic' && text.startsWith('panic: ')),
    );
    const [first] = said;
    if (!first) return [];
    return [
      {
        subject: '',
        ...judge('certain', 'runtime-says', { text: first.text.trim() }),
        proof: said.slice(0, SHOWN).map(({ line }) => lineOf(line)),
        counts: [allOf(mine.facts)],
        excludes: [],
        unknown: lost(cut),
        next: [step('look', 'read-stack')],
        versions: null,
        covers: [],
      },
    ];
  },
};

function lineOf(line: number): ProofLine {
  return {
    dump: 0,
    line,
    goroutine: null,
    where: { func: '', file: '', line: 0 },
    state: '',
    minutes: 0,
    role: 'crash',
    position: null,
    alike: 1,
  };
}
