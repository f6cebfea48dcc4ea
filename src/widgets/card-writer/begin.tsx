import { useEffect, useState } from 'preact/hooks';
import type { Word } from '../contract.ts';

interface BeginProps {
  readonly disabled: boolean;
  readonly word: Word;
  begin(): void;
}

/** ms in which the second press counts. */
const PATIENCE = 6000;

/** Empties the card at the second press. */
export function Begin({ disabled, word, begin }: BeginProps) {
  const [armed, setArmed] = useState(false);
  useEffect(() => {
    if (!armed) return;
    const timer = setTimeout(() => setArmed(false), PATIENCE);
    return () => clearTimeout(timer);
  }, [armed]);
  return (
    <button
      type="button"
      class="b"
      data-armed={armed}
      aria-disabled={disabled}
      onBlur={() => setArmed(false)}
      onClick={() => {
        if (disabled) return;
        setArmed(!armed);
        if (armed) begin();
      }}
    >
      <span aria-live="polite">{word(armed ? 'card-writer.beginSure' : 'card-writer.begin')}</span>
    </button>
  );
}
