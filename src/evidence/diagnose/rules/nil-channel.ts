import { judge } from '../age.ts';
import { sizeOf } from '../facts.ts';
import { SHOWN } from '../limits.ts';
import { first, proofOfGroup } from '../proof.ts';
import type { Rule } from '../rule.ts';
import { allOf, count, lost, step } from '../say.ts';

/** `chan receive (nil chan)`, `chan send (nil chan)`: the runtime's word for a wait that nothing can end. */
const FOR_EVER = /\(nil chan\)/;

/** Goroutines send to or receive from a nil channel. The language lets that block for ever. */
export const nilChannel: Rule = {
  id: 'nil-channel',
  severity: 'warning',
  chapter: 'your-runbook',
  look({ mine, cut }) {
    const { facts } = mine;
    const groups = facts.groups.filter(({ states }) =>
      states.some(({ state }) => FOR_EVER.test(state)),
    );
    const forEver = groups
      .flatMap(({ states }) => states)
      .filter((one) => FOR_EVER.test(one.state));
    const [state] = forEver;
    if (!state) return [];
    return [
      {
        subject: '',
        ...judge('certain', 'runtime-says', { text: state.state }),
        proof: groups.slice(0, SHOWN).map((group) =>
          proofOfGroup(mine, group, {
            role: 'crowd',
            frame: first(({ func }) => !func.startsWith('runtime.')),
          }),
        ),
        counts: [allOf(facts), count('for-ever', sizeOf(forEver))],
        excludes: [],
        unknown: lost(cut),
        next: [step('look', 'read-channel')],
        versions: null,
        covers: groups.map(({ stack }) => stack),
      },
    ];
  },
};
