import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Completion } from '../../evidence/goroutine/complete.ts';
import { FIELDS } from '../../evidence/goroutine/filter.ts';
import type { DumpViewProps } from './data.ts';
import type { Overview } from './overview.ts';
import type { DumpState } from './state.ts';

interface FilterFieldProps extends DumpViewProps {
  readonly overview: Overview;
  change(next: Partial<DumpState>): void;
}

/**
 * The filter with what may stand at the cursor: a combobox whose list is walked by the arrow keys while the cursor
 * stays in the text (ARIA practices, editable combobox with list autocomplete). A `datalist` would not do: Chromium
 * offers only what begins with the whole text, and here a value may be found by its middle.
 */
export function FilterField(props: FilterFieldProps) {
  const { id, overview, word, state, data, change, say } = props;
  const [offer, setOffer] = useState<Completion | null>(null);
  const [active, setActive] = useState(-1);
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const caret = useRef<number | null>(null);
  const turn = useRef(0);
  const text = state.filter;
  const options = offer?.options ?? [];
  const optionId = (at: number) => `${id}-option-${at}`;

  const close = () => {
    turn.current++;
    setOffer(null);
    setActive(-1);
  };

  /** Asks what may stand at the cursor; an answer that comes after another key is dropped. */
  const look = async (typed: string, cursor: number) => {
    const mine = ++turn.current;
    const found = await Promise.resolve(data.reading.complete(typed, cursor, state.dump)).catch(
      () => null,
    );
    if (mine !== turn.current) return;
    const present = found ? typed.slice(found.from, found.to) : '';
    const open = found?.options.some((option) => option !== present) ? found : null;
    setOffer(open);
    setActive(-1);
    if (open) say(word('goroutine-dump.offers', { n: open.options.length }));
  };

  const accept = (option: string) => {
    if (!offer) return;
    const next = text.slice(0, offer.from) + option + text.slice(offer.to);
    const cursor = offer.from + option.length;
    caret.current = cursor;
    close();
    change({ filter: next });
    input.current?.focus();
    // A field wants a value: offer that next.
    if (/[:>]$/.test(option)) void look(next, cursor);
  };

  // Text that is set from outside puts the cursor at its end; it belongs behind what was taken.
  useLayoutEffect(() => {
    if (caret.current === null || input.current?.value !== text) return;
    input.current.setSelectionRange(caret.current, caret.current);
    caret.current = null;
  }, [text]);

  useLayoutEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: 'nearest' });
  }, [active]);

  const press = (event: KeyboardEvent) => {
    const n = options.length;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const down = event.key === 'ArrowDown';
      if (n > 0) setActive(down ? (active + 1) % n : active <= 0 ? n - 1 : active - 1);
      else if (down) void look(text, input.current?.selectionStart ?? text.length);
      return;
    }
    if (event.key === 'Escape') {
      if (offer) {
        event.preventDefault();
        close();
      } else if (text !== '') change({ filter: '' });
      return;
    }
    const option = options[active];
    if (event.key !== 'Enter' || option === undefined) return;
    event.preventDefault();
    accept(option);
  };

  return (
    <div class="gd-filter">
      <label for={`${id}-filter`}>{word('goroutine-dump.filter')}</label>
      <input
        ref={input}
        id={`${id}-filter`}
        class="field"
        type="text"
        role="combobox"
        spellcheck={false}
        autocomplete="off"
        autocapitalize="off"
        enterkeyhint="search"
        value={text}
        placeholder={word('goroutine-dump.filterHint')}
        aria-invalid={overview.problem !== null}
        aria-describedby={`${id}-matching`}
        aria-autocomplete="list"
        aria-expanded={offer !== null}
        aria-controls={`${id}-offers`}
        aria-activedescendant={active >= 0 ? optionId(active) : undefined}
        onInput={(event) => {
          const { value, selectionStart } = event.currentTarget;
          change({ filter: value });
          void look(value, selectionStart ?? value.length);
        }}
        onKeyDown={press}
        onBlur={close}
      />
      <div
        ref={list}
        id={`${id}-offers`}
        class="gd-offers"
        role="listbox"
        aria-label={word('goroutine-dump.offersLabel')}
        hidden={offer === null}
      >
        {options.map((option, at) => (
          <div
            key={option}
            id={optionId(at)}
            role="option"
            tabIndex={-1}
            aria-selected={at === active}
            // The cursor stays in the text: a list that is walked from there takes no focus of its own.
            onMouseDown={(event) => {
              event.preventDefault();
              accept(option);
            }}
          >
            <span class="code">{option}</span>
            <FieldNote option={option} word={word} />
          </div>
        ))}
      </div>
    </div>
  );
}

/** What a field looks at, beside its name; values explain themselves. */
function FieldNote({ option, word }: Pick<FilterFieldProps, 'word'> & { readonly option: string }) {
  const name = /^(\w+)[:>]$/.exec(option)?.[1];
  const field = (Object.keys(FIELDS) as (keyof typeof FIELDS)[]).find((each) => each === name);
  return field ? <span class="gd-field">{word(`goroutine-dump.field.${field}`)}</span> : null;
}
