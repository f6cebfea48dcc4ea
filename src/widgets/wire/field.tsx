import { useEffect, useRef, useState } from 'preact/hooks';

interface FieldProps {
  readonly id: string;
  readonly label: string;
  readonly hint: string;
  /** What the frame holds. */
  readonly value: string;
  /** Takes several lines. */
  readonly lines: boolean;
  /** Values to choose from with their words; null where anything may be typed. */
  readonly choices: readonly (readonly [string, string])[] | null;
  readonly refusal: string;
  /** Puts a text into the frame; false where the frame cannot hold it. */
  commit(text: string): boolean;
  say(text: string): void;
}

/** A field whose text goes into the frame at every key. What is refused stays as it was typed, with the reason. */
export function Field(props: FieldProps) {
  const { id, label, hint, value, choices } = props;
  const [typed, setTyped] = useState(value);
  const [refused, setRefused] = useState(false);
  const busy = useRef(false);
  useEffect(() => {
    // While the reader types, `1.50` must not become `1.5` under the cursor.
    if (busy.current) return;
    setTyped(value);
    setRefused(false);
  }, [value]);
  const take = (text: string) => {
    setTyped(text);
    const taken = props.commit(text);
    setRefused(!taken);
  };
  const leave = () => {
    busy.current = false;
    if (refused) props.say(props.refusal);
    else setTyped(value);
  };
  const given = {
    id,
    class: 'field',
    value: typed,
    'aria-invalid': refused,
    'aria-describedby': refused ? `${id}-why` : hint !== '' ? `${id}-hint` : undefined,
    onFocus: () => {
      busy.current = true;
    },
    onBlur: leave,
  };
  return (
    <div class="wr-field">
      <label for={id}>{label}</label>
      {choices ? (
        <select {...given} onChange={(event) => take(event.currentTarget.value)}>
          {choices.map(([key, text]) => (
            <option key={key} value={key}>
              {text}
            </option>
          ))}
        </select>
      ) : props.lines ? (
        <textarea
          {...given}
          rows={2}
          spellcheck={false}
          onInput={(event) => take(event.currentTarget.value)}
        />
      ) : (
        <input
          {...given}
          autocomplete="off"
          spellcheck={false}
          onInput={(event) => take(event.currentTarget.value)}
        />
      )}
      {hint !== '' && !refused && <small id={`${id}-hint`}>{hint}</small>}
      {refused && (
        <p id={`${id}-why`} class="wr-refused">
          {props.refusal}
        </p>
      )}
    </div>
  );
}
