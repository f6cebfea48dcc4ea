import type { ProfileViewProps } from './data.ts';

/** Text to find in names; `result` says what it found. */
export function SearchField({
  state,
  update,
  word,
  live,
  result,
}: Pick<ProfileViewProps, 'state' | 'update' | 'word' | 'live'> & { readonly result: string }) {
  return (
    <div class="pf-search">
      {live && (
        <label>
          <span class="visually-hidden">{word('profile.search')}</span>
          <input
            class="field"
            type="search"
            spellcheck={false}
            autocomplete="off"
            placeholder={word('profile.search')}
            value={state.search}
            onInput={(event) => update({ ...state, search: event.currentTarget.value })}
          />
        </label>
      )}
      <p aria-live="polite">{result}</p>
    </div>
  );
}
