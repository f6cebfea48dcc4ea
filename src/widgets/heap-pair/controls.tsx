import type { Word } from '../contract.ts';
import type { Heaps } from './heap.ts';
import { LOOKS, MEASURES, PAIR_NAMES, SIDES } from './pairs.ts';
import { answerInWords, letter } from './phrases.ts';
import { type HeapPairState, turnTo } from './state.ts';

interface ControlsProps {
  readonly id: string;
  readonly state: HeapPairState;
  readonly data: Heaps;
  readonly word: Word;
  /** Goes to a state and tells what is seen there. */
  move(next: HeapPairState): void;
}

/** Which pair, which look, which measure. */
export function Controls(props: ControlsProps) {
  const { state, word, move } = props;
  return (
    <div class="hp-controls">
      <Choice
        {...props}
        name="pair"
        values={PAIR_NAMES}
        chosen={state.pair}
        choose={(pair) => move(turnTo(state, pair))}
        text={(pair) => word(`heap-pair.pair.${pair}`)}
      />
      <Choice
        {...props}
        name="look"
        values={LOOKS}
        chosen={state.look}
        choose={(look) => move({ ...state, look })}
        text={(look) => word(`heap-pair.look.${look}`)}
      />
      <Choice
        {...props}
        name="measure"
        values={MEASURES}
        chosen={state.measure}
        choose={(measure) => move({ ...state, measure })}
        text={(measure) => measure}
      />
    </div>
  );
}

function Choice<Value extends string>(
  props: ControlsProps & {
    readonly name: 'pair' | 'look' | 'measure';
    readonly values: readonly Value[];
    readonly chosen: Value;
    choose(value: Value): void;
    text(value: Value): string;
  },
) {
  const { id, name, values, chosen, word, choose, text } = props;
  return (
    <fieldset class="hp-choice">
      <legend>{word(`heap-pair.choose.${name}`)}</legend>
      {values.map((value) => (
        <label key={value} for={`${id}-${name}-${value}`}>
          <input
            id={`${id}-${name}-${value}`}
            type="radio"
            name={`${id}-${name}`}
            checked={chosen === value}
            onChange={() => choose(value)}
          />
          <span>{text(value)}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** The riddle: which of the two hangs? */
export function Riddle({ state, data, word, move }: ControlsProps) {
  const { said } = state;
  return (
    <div class="hp-riddle">
      <p>{said === null ? word('heap-pair.riddle') : answerInWords(state, data, word)}</p>
      <div class="hp-answers">
        {SIDES.map((side) => (
          <button
            key={side}
            type="button"
            class="b"
            aria-pressed={said === side}
            onClick={() => move({ ...state, said: side })}
          >
            {word('heap-pair.say', { side: letter(side) })}
          </button>
        ))}
      </div>
    </div>
  );
}
