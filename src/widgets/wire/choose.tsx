import { useRef, useState } from 'preact/hooks';
import { decode } from '../../model/ttrpc/wire/decode.ts';
import type { Word } from '../contract.ts';
import { OwnFile } from '../files/own-file.tsx';
import { type Own, offsetOf, readOwn } from './own.ts';
import type { WireViewProps } from './props.ts';
import { type Sample, SESSIONS } from './samples.ts';
import { showOwn, showSample } from './state.ts';

const OWN = '(own)';

/** Which frame is shown: a captured one, or the reader's own bytes by file, drop or paste. */
export function Choose({ id, state, data, word, update, say }: WireViewProps) {
  const [pasting, setPasting] = useState(false);
  const [own, setOwn] = useState<(Own & { readonly text: string }) | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const asked = useRef(0);
  const field = () => box.current?.querySelector('textarea') ?? null;

  const take = async (file: Blob, name: string) => {
    const mine = ++asked.current;
    const bytes = new Uint8Array(await file.arrayBuffer());
    if (mine !== asked.current) return;
    const read = readOwn(bytes, word);
    setOwn({ ...read, text: read.place ? new TextDecoder().decode(bytes) : '' });
    if (read.bytes) update(showOwn(read.bytes));
    const told = read.bytes ? word('wire.own.read', { name, n: read.bytes.length }) : '';
    say([told, read.trouble].filter((text) => text !== '').join(' '));
  };
  /** Puts the cursor where the text stops being hex. */
  const point = () => {
    const area = field();
    if (!area || !own?.place) return;
    const at = offsetOf(own.text, own.place);
    setPasting(true);
    requestAnimationFrame(() => {
      area.focus();
      area.setSelectionRange(at, at + 1);
    });
  };
  const inField = own?.place && field()?.value === own.text;

  return (
    <div ref={box}>
      <OwnFile
        id={id}
        look="wr"
        words={{
          open: word('wire.open'),
          paste: word('wire.paste'),
          pasteLabel: word('wire.pasteLabel'),
          readIt: word('wire.readIt'),
          private: word('wire.private'),
          dropHere: word('wire.dropHere'),
        }}
        pastedName={word('wire.pasted')}
        pasting={pasting}
        setPasting={setPasting}
        take={(file, name) => void take(file, name)}
        choice={
          <label class="wr-samples">
            <span class="visually-hidden">{word('wire.samples')}</span>
            <select
              class="field"
              value={state.own === '' ? state.sample : OWN}
              onChange={(event) => {
                const { value, selectedOptions } = event.currentTarget;
                asked.current++;
                setOwn(null);
                update(showSample(value));
                say(selectedOptions[0]?.textContent ?? value);
              }}
            >
              {state.own !== '' && <option value={OWN}>{word('wire.own')}</option>}
              <Samples samples={data} word={word} />
            </select>
          </label>
        }
      >
        {own && own.trouble !== '' && (
          <p class="wr-trouble" role="alert">
            {own.trouble}{' '}
            {inField && (
              <button type="button" class="wr-place" onClick={point}>
                {word('wire.showPlace')}
              </button>
            )}
          </p>
        )}
      </OwnFile>
    </div>
  );
}

/** The captured frames by session and direction. */
function Samples({ samples, word }: { readonly samples: readonly Sample[]; readonly word: Word }) {
  return (
    <>
      {SESSIONS.flatMap(({ version }) =>
        (['request', 'response'] as const).map((kind) => (
          <optgroup key={`${version} ${kind}`} label={word(`wire.group.${kind}`, { version })}>
            {samples
              .filter((one) => one.version === version && one.kind === kind)
              .map((one) => (
                <option key={one.id} value={one.id}>
                  {labelOf(one, word)}
                </option>
              ))}
          </optgroup>
        )),
      )}
    </>
  );
}

/** `13 · Deadline · 48 bytes`: the stream, the method or the status, and the size. */
function labelOf({ bytes }: Sample, word: Word): string {
  const [read] = decode(bytes).value;
  const { streamId = 0, body } = read?.frame ?? {};
  const what =
    body?.is === 'request'
      ? body.request.method
      : body?.is === 'response' && body.response.status
        ? body.response.status.message
        : word('wire.kind.response');
  return [
    word('wire.stream', { id: String(streamId) }),
    what,
    word('wire.bytes', { n: bytes.length }),
  ].join(' · ');
}
