import type { ViewProps } from '../contract.ts';
import { sidesIn, taking } from './dumps.ts';
import type { LabState } from './state.ts';

type Props = Pick<ViewProps<LabState, null>, 'state' | 'word' | 'update'>;

/** Takes a dump of either process at the state that is shown. */
export function EvidenceBar({ state, word, update }: Props) {
  const sides = sidesIn(state);
  return (
    <section class="lab-evidence">
      <h4 class="lab-h">{word('ttrpc-lab.evidence')}</h4>
      <p class="lab-hint">{word('ttrpc-lab.evidence.hint')}</p>
      <div class="lab-buttons">
        <button
          type="button"
          class="b"
          aria-pressed={sides.includes('server')}
          onClick={() => update(taking(state, 'server'))}
        >
          <code>kill -USR1</code> {word('ttrpc-lab.evidence.shim')}
        </button>
        <button
          type="button"
          class="b"
          aria-pressed={sides.includes('client')}
          onClick={() => update(taking(state, 'client'))}
        >
          <code>kill -USR1</code> {word('ttrpc-lab.evidence.containerd')}
        </button>
        {sides.length > 0 && (
          <button type="button" class="b" onClick={() => update({ ...state, taken: 'none' })}>
            {word('ttrpc-lab.evidence.close')}
          </button>
        )}
      </div>
    </section>
  );
}
