import type { ComponentChildren } from 'preact';

interface ChoiceProps {
  readonly id: string;
  readonly class: string;
  readonly type: 'checkbox' | 'radio';
  /** Radios of one name are one choice. */
  readonly name?: string;
  readonly live: boolean;
  readonly checked: boolean;
  readonly disabled?: boolean;
  /** Id of what explains it. */
  readonly describedBy?: string | undefined;
  readonly inputClass?: string;
  /** Asks for it; returns whether it is chosen afterwards, since a choice may be refused. */
  choose(): boolean;
  readonly children: ComponentChildren;
}

/** One thing to choose, with its words. In the still it is drawn and cannot be pressed: on paper a pen will do. */
export function Choice(props: ChoiceProps) {
  const { id, type, live, checked } = props;
  if (!live) {
    return (
      <span class={props.class}>
        <span class="box" data-type={type} data-checked={checked} />
        {props.children}
      </span>
    );
  }
  return (
    <label class={props.class} for={id}>
      <input
        id={id}
        type={type}
        name={props.name}
        class={props.inputClass}
        checked={checked}
        disabled={props.disabled}
        aria-describedby={props.describedBy}
        // Where the choice is refused no state changes and nothing is drawn anew, so the box is put back here.
        onChange={(event) => {
          event.currentTarget.checked = props.choose();
        }}
      />
      {props.children}
    </label>
  );
}
