import type { Word, WordKey } from '../contract.ts';
import { NumberField } from '../parts/number-field.tsx';
import type { Knobs, Party } from './chain.ts';
import { type CallChainState, DEADLINE, EVERY, startOver } from './state.ts';

export interface KnobProps {
  readonly id: string;
  readonly state: CallChainState;
  readonly word: Word;
  /** Goes to a state and tells what led there. */
  move(next: CallChainState, text: string): void;
  /** Tells what was refused. */
  say(text: string): void;
}

type Seconds = 'every' | 'patience' | 'kubelet' | 'containerd' | 'answer';

/** The knob that stands at each hop. */
const AT: Readonly<Record<Party, Seconds>> = {
  asker: 'patience',
  kubelet: 'kubelet',
  containerd: 'containerd',
  shim: 'answer',
};

export function HopKnob(props: KnobProps & { readonly party: Party }) {
  return <SecondsField {...props} name={AT[props.party]} />;
}

/** Who asks, and how often. */
export function AskerKnobs(props: KnobProps) {
  const { id, state, word, move } = props;
  return (
    <div class="cc-asks">
      <div class="cc-choose">
        <label for={`${id}-asks`}>{word('call-chain.asks')}</label>
        <select
          id={`${id}-asks`}
          class="field"
          value={state.asks}
          onChange={(event) => {
            const asks = event.currentTarget.value as Knobs['asks'];
            move(startOver(state, { asks }), word('call-chain.set'));
          }}
        >
          <option value="scrape">{word('call-chain.asks.scrape')}</option>
          <option value="eviction">{word('call-chain.asks.eviction')}</option>
        </select>
      </div>
      <SecondsField {...props} name="every" />
    </div>
  );
}

/** The change that kubelet did not make: its call's context made from the request's. */
export function PassKnob({ id, state, word, move }: KnobProps) {
  return (
    <label class="cc-pass" for={`${id}-passes`}>
      <input
        id={`${id}-passes`}
        type="checkbox"
        checked={state.passes}
        onChange={(event) =>
          move(startOver(state, { passes: event.currentTarget.checked }), word('call-chain.set'))
        }
      />
      <span>{word('call-chain.pass')}</span>
    </label>
  );
}

function SecondsField({
  id,
  name,
  state,
  word,
  move,
  say,
}: KnobProps & { readonly name: Seconds }) {
  const limits = name === 'every' ? EVERY : DEADLINE;
  const key: WordKey =
    name === 'every' && state.asks === 'eviction'
      ? 'call-chain.knob.pause'
      : `call-chain.knob.${name}`;
  return (
    <NumberField
      id={`${id}-${name}`}
      label={word(key)}
      value={state[name]}
      {...limits}
      refusal={(value) =>
        word('call-chain.outOf', {
          value: value === '' ? '""' : value,
          kept: state[name],
          ...limits,
        })
      }
      commit={(value) => move(startOver(state, { [name]: value }), word('call-chain.set'))}
      say={say}
    />
  );
}
