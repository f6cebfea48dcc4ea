import { OpenButton } from '../files/open-button.tsx';
import type { PanelProps, Source } from './data.ts';
import type { Wanted } from './opening.ts';
import { BASES } from './samples.ts';
import { fetched } from './source-bar.tsx';
import { regrow } from './state.ts';

export interface BaseBarProps extends PanelProps {
  start(wanted: Wanted): Promise<boolean>;
}

const NONE = '';
const OWN = '(own)';

/** What is taken away: a captured profile by name, or the reader's own file. */
export function BaseBar(props: BaseBarProps) {
  const { data, state, word, live, start } = props;
  if (!live) return null;
  const { source, base } = data;

  const take = (next: Source | Promise<Source> | null, path: string, name: string) =>
    start({ source, base: next, name, next: regrow(state, { base: path }) });

  const known = base !== null && BASES.some(({ path }) => path === base.name);
  return (
    <div class="pf-choice pf-base">
      <label class="pf-sample">
        <span>{word('profile.base')}</span>
        <select
          class="field"
          value={base === null ? NONE : base.own ? OWN : base.name}
          onChange={(event) => {
            const path = event.currentTarget.value;
            if (path === OWN) return;
            void take(path === NONE ? null : fetched(props, path), path, path || source.name);
          }}
        >
          <option value={NONE}>{word('profile.base.none')}</option>
          {base?.own && <option value={OWN}>{word('profile.own', { name: base.name })}</option>}
          {base && !base.own && !known && <option value={base.name}>{base.name}</option>}
          {BASES.filter(({ path }) => path !== source.name).map(({ path, word: key }) => (
            <option key={path} value={path}>
              {word(key)}
            </option>
          ))}
        </select>
      </label>
      <OpenButton
        label={word('profile.base.open')}
        take={([file]) => void take({ name: file.name, own: true, file }, '', file.name)}
      />
    </div>
  );
}
