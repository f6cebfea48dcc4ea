import { useEffect, useRef, useState } from 'preact/hooks';

interface NumberFieldProps {
  readonly id: string;
  readonly label: string;
  readonly value: number | null;
  readonly least: number;
  readonly most: number;
  /** Takes the focus when it appears: it came because the reader asked for it. */
  readonly focus?: boolean;
  /** What to say of a value that is no whole number from least to most. */
  refusal(value: string): string;
  commit(value: number): void;
  say(text: string): void;
}

/** A field for a whole number, taken over on Enter or when it is left. What is refused stays, with the reason. */
export function NumberField(props: NumberFieldProps) {
  const { id, value, least, most } = props;
  const shown = value === null ? '' : String(value);
  const [typed, setTyped] = useState(shown);
  const [refused, setRefused] = useState('');
  useEffect(() => {
    setTyped(shown);
    setRefused('');
  }, [shown]);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (props.focus) input.current?.focus();
  }, [props.focus]);
  const take = () => {
    const text = plainDigits(typed.trim());
    if (text === shown) return setRefused('');
    const number = Number(text);
    if (/^\d+$/.test(text) && number >= least && number <= most) {
      setRefused('');
      props.commit(number);
      return;
    }
    const reason = props.refusal(typed.trim());
    setRefused(reason);
    props.say(reason);
  };
  return (
    <div class="number">
      <label for={id}>{props.label}</label>
      <input
        id={id}
        ref={input}
        class="field"
        inputMode="numeric"
        autocomplete="off"
        value={typed}
        aria-invalid={refused !== ''}
        aria-describedby={refused === '' ? undefined : `${id}-why`}
        onInput={(event) => setTyped(event.currentTarget.value)}
        onBlur={take}
        onKeyDown={(event) => event.key === 'Enter' && take()}
      />
      {refused !== '' && (
        <p id={`${id}-why`} class="refused">
          {refused}
        </p>
      )}
    </div>
  );
}

/** `212,992` as `212992`; everything else is left as it was typed. */
function plainDigits(text: string): string {
  return /^\d{1,3}([, ]\d{3})+$/.test(text) ? text.replaceAll(/[, ]/g, '') : text;
}
