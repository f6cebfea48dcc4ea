import type { ComponentChildren } from 'preact';
import type { Word } from '../contract.ts';

/** A repair that is made or not: a switch at the part that it changes. In the still it only says which. */
export function Toggle(props: {
  readonly on: boolean;
  readonly text: string;
  readonly word: Word;
  readonly live: boolean;
  toggle(on: boolean): void;
}) {
  const { on, text, word, live } = props;
  if (!live) {
    return (
      <p class="rb-toggle" data-on={on}>
        <span class="rb-switch" aria-hidden="true" /> {text}
        <span class="visually-hidden"> {word(on ? 'repair-bench.on' : 'repair-bench.off')}</span>
      </p>
    );
  }
  return (
    <button
      type="button"
      class="rb-toggle"
      role="switch"
      aria-checked={on}
      data-on={on}
      onClick={() => props.toggle(!on)}
    >
      <span class="rb-switch" aria-hidden="true" /> {text}
    </button>
  );
}

/** A number to choose: radios side by side. */
export function Choose(props: {
  readonly id: string;
  readonly label: string;
  readonly options: readonly number[];
  readonly value: number;
  /** Why there is nothing to choose; empty: there is. */
  readonly refused?: string;
  readonly live: boolean;
  choose(value: number): void;
}) {
  const { id, label, options, value, refused = '', live } = props;
  if (refused !== '') return <p class="rb-soft rb-refused">{refused}</p>;
  if (!live) {
    return (
      <p class="rb-choose">
        <span class="rb-soft">{label}</span> <b>{value}</b>
      </p>
    );
  }
  return (
    <fieldset class="rb-choose">
      <legend class="rb-soft">{label}</legend>
      {options.map((option) => (
        <label key={option}>
          <input
            type="radio"
            class="visually-hidden"
            name={id}
            checked={option === value}
            onChange={() => props.choose(option)}
          />
          <span>{option}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** Places in a row, as many as there is room; those that are taken show whose call. */
function Cells({ room, calls }: { readonly room: number; readonly calls: readonly number[] }) {
  const places = Array.from({ length: room }, (_, place) => calls[place] ?? 0);
  return (
    <span class="rb-cells">
      {places.map((call, place) => (
        <i key={`${place + 1}`} data-full={call > 0}>
          {call > 0 ? call : ''}
        </i>
      ))}
    </span>
  );
}

/** One direction of the socket. The next to be read stands at the arrow's head. */
export function Tube(props: {
  /** Its area of the ring. */
  readonly place: string;
  readonly to: 'left' | 'right';
  readonly name: string;
  readonly room: number;
  readonly calls: readonly number[];
  readonly children: ComponentChildren;
}) {
  return (
    <div
      class={`rb-tube rb-at-${props.place}`}
      data-to={props.to}
      data-full={props.calls.length >= props.room}
    >
      <strong>{props.name}</strong>
      <div class="rb-flow">
        <Cells room={props.room} calls={props.calls} />
      </div>
      {props.children}
    </div>
  );
}

/** The hand-off between two goroutines of one side: the edge of the ring that a repair can take away. */
export function Cut(props: {
  /** Its area of the ring. */
  readonly place: string;
  readonly cut: boolean;
  readonly to: 'up' | 'down';
  readonly text: string;
  readonly cells: { readonly room: number; readonly calls: readonly number[] } | null;
  readonly children?: ComponentChildren;
}) {
  const { cut, to, text, cells } = props;
  return (
    <div class={`rb-edge rb-at-${props.place}`} data-cut={cut} data-to={to}>
      <span class="rb-arrow" aria-hidden="true" />
      <div>
        <p>{text}</p>
        {cells && cells.room > 0 && <Cells {...cells} />}
        {props.children}
      </div>
    </div>
  );
}
