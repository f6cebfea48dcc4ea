import type { ViewProps } from '../contract.ts';
import { endsIn, taking } from './dumps.ts';
import type { LabState } from './state.ts';

type Props = Pick<ViewProps<LabState, null>, 'state' | 'word' | 'update'>;

/** Takes a dump of either process at the state that is shown. */
export function EvidenceBar({ state, word, update }: Props) {
  const taken = endsIn(state);
  return (
    <section class="lab-evidence">
      <p class="lab-h">{word('ttrpc-lab.evidence')}</p>
      <p class="lab-hint">{word('ttrpc-lab.evidence.hint')}</p>
      <div class="lab-buttons">
        <button
          type="button"
          class="b"
          aria-pressed={taken.includes('shim')}
          onClick={() => update(taking(state, 'shim'))}
        >
          <code>kill -USR1</code> {word('ttrpc-lab.evidence.shim')}
        </button>
        <button
          type="button"
          class="b"
          aria-pressed={taken.includes('containerd')}
          onClick={() => update(taking(state, 'containerd'))}
        >
          <code>kill -USR1</code> {word('ttrpc-lab.evidence.containerd')}
        </button>
        {taken.length > 0 && (
          <button type="button" class="b" onClick={() => update({ ...state, taken: 'none' })}>
            {word('ttrpc-lab.evidence.close')}
          </button>
        )}
      </div>
    </section>
  );
}
