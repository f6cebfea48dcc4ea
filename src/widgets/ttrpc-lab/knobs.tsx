import { rpcSizes } from '../../model/ttrpc/rpc-sizes.ts';
import type { Word, WordKey } from '../contract.ts';
import { NumberField } from '../parts/number-field.tsx';
import {
  BOUNDS,
  CELL_CALLS,
  CLIENTS,
  initial,
  type LabState,
  RPCS,
  SERVERS,
  SIZES,
} from './state.ts';

interface KnobsProps {
  readonly id: string;
  readonly state: LabState;
  readonly word: Word;
  readonly open: boolean;
  /** Another machine in the same place. */
  change(part: Partial<LabState>): void;
  /** Another machine, or another seed, from the start. */
  anew(part: Partial<LabState>): void;
  toggle(open: boolean): void;
  say(text: string): void;
}

type NumberPart = keyof typeof BOUNDS;

/** What the machine is made of. The two families stand first: they are switched with everything else kept. */
export function Knobs(props: KnobsProps) {
  const { id, state, word, change, anew } = props;
  const { size } = state;
  const real = size === 'real';
  const field = (part: NumberPart, most: number = BOUNDS[part][1], unit = 1) => (
    <NumberField
      id={`${id}-${part}`}
      label={word(`ttrpc-lab.knob.${part}` as WordKey)}
      value={state[part] / unit}
      least={BOUNDS[part][0] / unit}
      most={most / unit}
      refusal={(value) =>
        word('ttrpc-lab.outOf', {
          value: value === '' ? '""' : value,
          least: BOUNDS[part][0] / unit,
          most: most / unit,
          kept: state[part] / unit,
        })
      }
      commit={(value) => {
        const next = within({ ...state, [part]: value * unit });
        if (part === 'seed') anew(next);
        else change(next);
      }}
      say={props.say}
    />
  );
  return (
    <div class="lab-knobs">
      <div class="lab-main-knobs">
        <Choose
          id={`${id}-client`}
          label={word('ttrpc-lab.client')}
          value={state.client}
          values={CLIENTS}
          text={(one) => word(`ttrpc-lab.family.${one}`)}
          choose={(client) => change({ client })}
        />
        <Choose
          id={`${id}-server`}
          label={word('ttrpc-lab.server')}
          value={state.server}
          values={SERVERS}
          text={(one) => word(`ttrpc-lab.family.${one}`)}
          choose={(server) => change({ server })}
        />
        <Choose
          id={`${id}-size`}
          label={word('ttrpc-lab.size')}
          value={size}
          values={SIZES}
          text={(one) => word(`ttrpc-lab.size.${one}`)}
          choose={(one) =>
            anew(within({ ...state, size: one, calls: one === 'real' ? 600 : initial.calls }))
          }
        />
        {field('calls', real ? BOUNDS.calls[1] : CELL_CALLS)}
      </div>
      <details open={props.open} onToggle={(event) => props.toggle(event.currentTarget.open)}>
        <summary>{word('ttrpc-lab.moreKnobs')}</summary>
        <div class="lab-more-knobs">
          {real ? (
            <>
              <Choose
                id={`${id}-rpc`}
                label={word('ttrpc-lab.rpc')}
                value={state.rpc}
                values={RPCS}
                text={(one) => word('ttrpc-lab.rpcOption', { name: one, ...rpcSizes[one] })}
                choose={(rpc) => change({ rpc, request: 0, response: 0 })}
              />
              {field('request')}
              {field('response')}
              {field('sndbuf')}
            </>
          ) : (
            <>
              {field('requestSlots')}
              {field('responseSlots')}
              <Switch
                label={word('ttrpc-lab.knob.quarter')}
                on={state.quarter}
                flip={(quarter) => change({ quarter })}
              />
            </>
          )}
          {field('longCalls', state.calls)}
          {real && field('delay', BOUNDS.delay[1], 1000)}
          {field('deadline', BOUNDS.deadline[1], 1000)}
          {state.client === 'A' && field('incoming')}
          {field('seed')}
          <Switch
            label={word('ttrpc-lab.knob.failures')}
            on={state.failures}
            flip={(failures) => change({ failures })}
          />
          <p class="lab-knob-note">{word(real ? 'ttrpc-lab.clockNote' : 'ttrpc-lab.chanceNote')}</p>
        </div>
      </details>
    </div>
  );
}

/** A machine within its bounds: fewer calls than calls that never return make no sense. */
function within(state: LabState): LabState {
  return { ...state, longCalls: Math.min(state.longCalls, state.calls) };
}

function Choose<Value extends string>(props: {
  readonly id: string;
  readonly label: string;
  readonly value: Value;
  readonly values: readonly Value[];
  text(value: Value): string;
  choose(value: Value): void;
}) {
  const { id, label, value, values, text, choose } = props;
  return (
    <div class="lab-knob">
      <label for={id}>{label}</label>
      <select
        id={id}
        class="field"
        value={value}
        onChange={(event) => {
          const chosen = values.find((one) => one === event.currentTarget.value);
          if (chosen !== undefined) choose(chosen);
        }}
      >
        {values.map((one) => (
          <option key={one} value={one}>
            {text(one)}
          </option>
        ))}
      </select>
    </div>
  );
}

function Switch(props: { readonly label: string; readonly on: boolean; flip(on: boolean): void }) {
  return (
    <label class="lab-switch">
      <input
        type="checkbox"
        checked={props.on}
        onChange={(event) => props.flip(event.currentTarget.checked)}
      />
      <span>{props.label}</span>
    </label>
  );
}
