import { useState } from 'preact/hooks';
import { mayNotSave, saveFile } from '../files/save.ts';
import { type DumpViewProps, queryOf } from './data.ts';
import { fileName, formatsOf } from './exports.ts';
import type { Format } from './overview.ts';

/** Beyond this many bytes a text is no longer copied by hand. */
const COPY_MAX = 1024 * 1024;

/**
 * The view as a file. A frame whose origin is opaque (sandboxed without `allow-same-origin`, as our embeds are pasted)
 * is not let save files either unless its host says so, and cannot ask: there the text is offered to be copied.
 */
export function SaveBar({ data, state, word, say }: DumpViewProps) {
  const [shown, setShown] = useState('');
  const [trouble, setTrouble] = useState('');
  const copies = mayNotSave();

  const give = async (format: Format) => {
    setShown('');
    setTrouble('');
    try {
      const file = await data.reading.export(queryOf(state), format);
      if (!file) setTrouble(word('goroutine-dump.saveNothing'));
      else if (!copies) save(file, fileName(data.name, state.view, format));
      else if (file.size > COPY_MAX) setTrouble(word('goroutine-dump.copyTooLarge'));
      else await copy(await file.text());
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      setTrouble(word('widget.failed', { detail }));
    }
  };

  const save = (file: Blob, name: string) => {
    saveFile(file, name);
    say(word('goroutine-dump.saved', { name }));
  };

  const copy = async (text: string) => {
    try {
      await navigator.clipboard.writeText(text);
      say(word('widget.copied'));
    } catch {
      setShown(text);
    }
  };

  return (
    <div class="gd-save">
      <span>{word(copies ? 'goroutine-dump.copyAs' : 'goroutine-dump.saveAs')}</span>
      {formatsOf(state.view).map((format) => (
        <button key={format} type="button" class="b" onClick={() => void give(format)}>
          {word(`goroutine-dump.format.${format}`)}
        </button>
      ))}
      {trouble !== '' && (
        <p class="gd-trouble" role="alert">
          {trouble}
        </p>
      )}
      {shown !== '' && (
        <label>
          <span>{word('widget.copyByHand')}</span>
          <textarea
            class="field"
            readOnly
            rows={6}
            value={shown}
            ref={(box) => box?.select()}
            onKeyDown={(event) => event.key === 'Escape' && setShown('')}
          />
        </label>
      )}
    </div>
  );
}
