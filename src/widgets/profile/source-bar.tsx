import { useState } from 'preact/hooks';
import { OwnFile } from '../files/own-file.tsx';
import type { ProfileViewProps, Source } from './data.ts';
import type { Doing, Wanted } from './opening.ts';
import { SAMPLES, type Sample } from './samples.ts';
import { reopen } from './state.ts';

interface SourceBarProps extends ProfileViewProps {
  readonly doing: Doing;
  start(wanted: Wanted): Promise<boolean>;
}

const OWN = '(own)';
const ELSE = '(else)';

/** Where the profile comes from: a captured one by name, or the reader's own by picker, drop or paste. */
export function SourceBar(props: SourceBarProps) {
  const { id, data, word, live, state, start } = props;
  const [pasting, setPasting] = useState(false);

  const openOwn = async (file: Blob, name: string) => {
    const source: Source = { name, own: true, file };
    // While two are compared, a base of the reader's own stays: files of one process come one after the other.
    const base = state.view === 'diff' && data.base?.own ? data.base : null;
    const next = reopen(state, { evidence: '', base: '' });
    if (await start({ source, base, name, next })) setPasting(false);
  };

  const openSample = (sample: Sample) => {
    const { path, base, type, view } = sample;
    const next = reopen(state, { evidence: path, base, type, view: view ?? state.view });
    return start({
      source: fetched(props, path),
      base: base === '' ? null : fetched(props, base),
      name: path,
      next,
    });
  };

  if (!live) {
    return (
      <p class="pf-name code">
        {data.source.name}
        {data.base && ` − ${data.base.name}`}
      </p>
    );
  }
  const shown = SAMPLES.find(
    ({ path, base }) => path === data.source.name && base === (data.base?.name ?? ''),
  );
  const value = data.source.own ? OWN : (shown?.id ?? ELSE);
  return (
    <OwnFile
      id={id}
      look="pf"
      words={{
        open: word('profile.open'),
        paste: word('profile.paste'),
        pasteLabel: word('profile.pasteLabel'),
        readIt: word('profile.readIt'),
        private: word('profile.private'),
        dropHere: word('profile.dropHere'),
      }}
      pastedName={word('profile.pastedName')}
      pasting={pasting}
      setPasting={setPasting}
      take={openOwn}
      choice={
        <label class="pf-sample">
          <span class="visually-hidden">{word('profile.choose')}</span>
          <select
            class="field"
            value={value}
            onChange={(event) => {
              const chosen = SAMPLES.find((sample) => sample.id === event.currentTarget.value);
              if (chosen) void openSample(chosen);
            }}
          >
            {value === OWN && (
              <option value={OWN}>{word('profile.own', { name: data.source.name })}</option>
            )}
            {value === ELSE && <option value={ELSE}>{data.source.name}</option>}
            {SAMPLES.map((sample) => (
              <option key={sample.id} value={sample.id}>
                {word(sample.word)}
              </option>
            ))}
          </select>
        </label>
      }
    >
      <Progress {...props} />
    </OwnFile>
  );
}

function Progress({ doing, word }: SourceBarProps) {
  if (doing.is === 'nothing') return null;
  if (doing.is === 'trouble') {
    return (
      <p class="pf-trouble" role="alert">
        {doing.text}
      </p>
    );
  }
  const { name, percent } = doing;
  return (
    <div class="pf-progress">
      <label>
        <span>
          {percent === null
            ? word('profile.counting', { name })
            : word('profile.reading', { name, percent })}
        </span>
        <progress max={100} {...(percent === null ? {} : { value: percent })} />
      </label>
      <button type="button" class="b" onClick={doing.cancel}>
        {word('profile.cancel')}
      </button>
    </div>
  );
}

/** A captured file by its path, as a source. */
export async function fetched(
  { evidence }: Pick<ProfileViewProps, 'evidence'>,
  path: string,
): Promise<Source> {
  return { name: path, own: false, file: new Blob([await evidence(path)]) };
}
