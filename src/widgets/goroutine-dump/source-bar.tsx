import { useRef, useState } from 'preact/hooks';
import { useDrop } from '../files/use-drop.ts';
import { Prose } from '../lesson/prose.tsx';
import { type DumpViewProps, queryOf } from './data.ts';
import { isEmpty, openBytes, openLarge, WORKER_OVER } from './open.ts';
import type { Overview, Reading } from './overview.ts';
import { SAMPLES } from './samples.ts';
import { type DumpState, SAME_FILE, ask as withQuestion } from './state.ts';

/** What the bar is doing: nothing, reading with progress, or telling what went wrong. */
type Doing =
  | { readonly is: 'nothing' }
  | { readonly is: 'reading'; readonly name: string; readonly percent: number; cancel(): void }
  | { readonly is: 'trouble'; readonly text: string };

const OWN = '(own)';

/** Where the dump comes from: a captured one by name, or the reader's own by picker, drop or paste. */
export function SourceBar(props: DumpViewProps) {
  const { id, data, word, live, say, state } = props;
  const [doing, setDoing] = useState<Doing>({ is: 'nothing' });
  const [pasting, setPasting] = useState(false);
  const picker = useRef<HTMLInputElement>(null);
  const pasted = useRef<HTMLTextAreaElement>(null);
  const bar = useRef<HTMLDivElement>(null);

  /** Shows a reading, unless it holds nothing: then the dump from before stays, and words say why. */
  const show = async (reading: Reading, name: string, own: boolean, asked: DumpState) => {
    // Later dumps are often compared with the same earlier one; another dump of the old file went with it.
    const base = asked.base !== SAME_FILE && data.base ? data.base : null;
    const kept = base !== null && (await reading.against(base.file)).ok;
    const next = kept ? asked : { ...asked, base: '', baseDump: 0 };
    const first: Overview = await reading.ask(queryOf(next));
    if (isEmpty(first)) {
      reading.close();
      const text = `${word('goroutine-dump.nothing', { name })} ${word('goroutine-dump.nothingKept')}`;
      setDoing({ is: 'trouble', text });
      return;
    }
    data.reading.close();
    setDoing({ is: 'nothing' });
    setPasting(false);
    props.supply({ name, own, reading, first, base: kept ? base : null });
    props.update(next);
    say(word('goroutine-dump.matching', { n: first.matching, total: first.matching }));
  };

  const trouble = (name: string, error: unknown) => {
    const detail = error instanceof Error ? error.message : String(error);
    setDoing({ is: 'trouble', text: word('goroutine-dump.unreadable', { name, detail }) });
  };

  const openOwn = async (file: Blob, name: string) => {
    const next = withQuestion(state, { evidence: '', dump: 0, filter: '' });
    try {
      if (file.size <= WORKER_OVER) {
        const bytes = new Uint8Array(await file.arrayBuffer());
        await show(await openBytes(bytes), name, true, next);
        return;
      }
      const work = openLarge(file, (done) =>
        setDoing((now) =>
          now.is === 'reading' ? { ...now, percent: Math.floor(done * 100) } : now,
        ),
      );
      setDoing({
        is: 'reading',
        name,
        percent: 0,
        cancel: () => {
          work.cancel();
          setDoing({ is: 'nothing' });
          say(word('goroutine-dump.cancelled'));
        },
      });
      const reading = await work.result;
      if (reading) await show(reading, name, true, next);
    } catch (error) {
      trouble(name, error);
    }
  };

  const openSample = async (path: string) => {
    try {
      const reading = await openBytes(await props.evidence(path));
      await show(
        reading,
        path,
        false,
        withQuestion(state, { evidence: path, dump: 0, filter: '' }),
      );
    } catch (error) {
      trouble(path, error);
    }
  };

  const over = useDrop(bar, live, ({ files: [file], text }) => {
    if (file) void openOwn(file, file.name);
    else if (text !== '') void openOwn(new Blob([text]), word('goroutine-dump.paste'));
  });

  if (!live) return <p class="gd-name code">{data.name}</p>;
  const known = SAMPLES.some(({ path }) => path === data.name);
  return (
    <div class="gd-from" ref={bar} data-over={over}>
      <div class="gd-choice">
        <label class="gd-sample">
          <span class="visually-hidden">{word('goroutine-dump.choose')}</span>
          <select
            class="field"
            value={data.own ? OWN : data.name}
            onChange={(event) => void openSample(event.currentTarget.value)}
          >
            {data.own && (
              <option value={OWN}>{word('goroutine-dump.own', { name: data.name })}</option>
            )}
            {!data.own && !known && <option value={data.name}>{data.name}</option>}
            {SAMPLES.map(({ path, word: key }) => (
              <option key={path} value={path}>
                {word(key)}
              </option>
            ))}
          </select>
        </label>
        <button type="button" class="b" onClick={() => picker.current?.click()}>
          {word('goroutine-dump.open')}
        </button>
        <button
          type="button"
          class="b"
          aria-expanded={pasting}
          aria-controls={`${id}-paste`}
          onClick={() => setPasting(!pasting)}
        >
          {word('goroutine-dump.paste')}
        </button>
        <input
          ref={picker}
          class="visually-hidden"
          type="file"
          tabIndex={-1}
          aria-label={word('goroutine-dump.open')}
          onChange={(event) => {
            const file = event.currentTarget.files?.[0];
            event.currentTarget.value = '';
            if (file) void openOwn(file, file.name);
          }}
        />
      </div>
      <p class="gd-private">
        {over ? word('goroutine-dump.dropHere') : word('goroutine-dump.private')}
      </p>
      <div id={`${id}-paste`} class="gd-paste" hidden={!pasting}>
        <label>
          <span>{word('goroutine-dump.pasteLabel')}</span>
          <textarea class="field" rows={6} spellcheck={false} ref={pasted} />
        </label>
        <button
          type="button"
          class="b b-go"
          onClick={() =>
            void openOwn(new Blob([pasted.current?.value ?? '']), word('goroutine-dump.paste'))
          }
        >
          {word('goroutine-dump.readIt')}
        </button>
      </div>
      {doing.is === 'reading' && (
        <div class="gd-progress">
          <label>
            <span>
              {word('goroutine-dump.reading', { name: doing.name, percent: doing.percent })}
            </span>
            <progress max={100} value={doing.percent} />
          </label>
          <button type="button" class="b" onClick={doing.cancel}>
            {word('goroutine-dump.cancel')}
          </button>
        </div>
      )}
      {doing.is === 'trouble' && (
        <p class="gd-trouble" role="alert">
          <Prose text={doing.text} />
        </p>
      )}
    </div>
  );
}
