import { useState } from 'preact/hooks';
import { OwnFile } from '../files/own-file.tsx';
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

  if (!live) return <p class="gd-name code">{data.name}</p>;
  const known = SAMPLES.some(({ path }) => path === data.name);
  return (
    <OwnFile
      id={id}
      look="gd"
      words={{
        open: word('goroutine-dump.open'),
        paste: word('goroutine-dump.paste'),
        pasteLabel: word('goroutine-dump.pasteLabel'),
        readIt: word('goroutine-dump.readIt'),
        private: word('goroutine-dump.private'),
        dropHere: word('goroutine-dump.dropHere'),
      }}
      pastedName={word('goroutine-dump.paste')}
      pasting={pasting}
      setPasting={setPasting}
      take={openOwn}
      choice={
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
      }
    >
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
    </OwnFile>
  );
}
