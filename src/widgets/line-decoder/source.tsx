import { useRef, useState } from 'preact/hooks';
import type { ViewProps } from '../contract.ts';
import { OpenButton } from '../files/open-button.tsx';
import { openEvidence, openFiles } from './open.ts';
import type { DecoderData } from './reading.ts';
import { SAMPLES } from './samples.ts';
import { type DecoderState, turnTo } from './state.ts';

export type DecoderViewProps = ViewProps<DecoderState, DecoderData>;

const OWN = '(own)';

/** What is being decoded: captured evidence by name, or the reader's own file. In the still, its name. */
export function Source(props: DecoderViewProps) {
  const { state, data, word, live, say, evidence, supply, update } = props;
  const [trouble, setTrouble] = useState('');
  const [busy, setBusy] = useState(false);
  const asked = useRef(0);
  const names = data.sheets.map((sheet) => sheet.name);
  const sample = SAMPLES.find(({ paths }) => paths.join() === state.evidence.join());

  /** Shows what was opened, unless something else was asked for meanwhile or there is nothing in it. */
  const turn = async (opening: Promise<DecoderData>, paths: readonly string[], name: string) => {
    const mine = ++asked.current;
    setBusy(true);
    setTrouble('');
    try {
      const next = await opening;
      if (mine !== asked.current) return;
      if (next.sheets.every((sheet) => sheet.is === 'nothing')) {
        setTrouble(word('line-decoder.nothing', { name }));
      } else {
        supply(next);
        update(turnTo(state, paths));
        say(word('line-decoder.opened', { name }));
      }
    } catch (error) {
      if (mine !== asked.current) return;
      const detail = error instanceof Error ? error.message : String(error);
      setTrouble(word('line-decoder.unreadable', { name, detail }));
    }
    setBusy(false);
  };

  if (!live) {
    return <p class="ld-source">{sample ? word(sample.word) : <code>{names.join(' + ')}</code>}</p>;
  }
  return (
    <div class="ld-choose">
      <label>
        <span class="visually-hidden">{word('line-decoder.evidence')}</span>
        <select
          class="field"
          value={state.evidence.length === 0 ? OWN : state.evidence.join()}
          onChange={(event) => {
            const { value, selectedOptions } = event.currentTarget;
            const paths = value.split(',');
            const name = selectedOptions[0]?.textContent ?? value;
            void turn(openEvidence(paths, evidence), paths, name);
          }}
        >
          {state.evidence.length === 0 && <option value={OWN}>{names.join(' + ')}</option>}
          {!sample && state.evidence.length > 0 && (
            <option value={state.evidence.join()}>{state.evidence.join(' + ')}</option>
          )}
          {SAMPLES.map(({ paths, word: key }) => (
            <option key={paths.join()} value={paths.join()}>
              {word(key)}
            </option>
          ))}
        </select>
      </label>
      <OpenButton
        label={word('line-decoder.open')}
        multiple
        disabled={busy}
        take={(files) =>
          void turn(openFiles(files), [], files.map((file) => file.name).join(' + '))
        }
      />
      <p class="ld-private">{word('line-decoder.private')}</p>
      {trouble !== '' && (
        <p class="ld-trouble" role="alert">
          {trouble}
        </p>
      )}
    </div>
  );
}
