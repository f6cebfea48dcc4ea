import { useRef, useState } from 'preact/hooks';
import { added, type Done } from '../../lesson/done.ts';
import { exportText, importText } from '../../lesson/progress.ts';
import { OpenButton } from '../files/open-button.tsx';
import { saveFile } from '../files/save.ts';
import { useDrop } from '../files/use-drop.ts';
import type { ProgressPort } from '../progress-port.ts';
import type { Course } from './props.ts';
import { Reset } from './reset.tsx';
import type { Kept } from './use-progress.ts';

export const PROGRESS_FILE = 'stuck-in-send-progress.json';
const ASIDE_FILE = 'stuck-in-send-unreadable.txt';
/** More than a whole life of progress: a larger file is something else, and is not read. */
const MOST_BYTES = 4 * 2 ** 20;

interface KeepProps {
  readonly course: Course;
  readonly port: ProgressPort;
  readonly kept: Kept;
  readonly done: Done;
  look(): void;
}

/** Where progress is kept, and how it is taken along, brought, and thrown away. */
export function Keep({ course, port, kept, done, look }: KeepProps) {
  const { word, say } = course;
  const { progress, keeping } = kept;
  const [told, setTold] = useState<{ readonly text: string; readonly isBad: boolean } | null>(null);
  const here = useRef<HTMLElement>(null);
  const tell = (text: string, isBad = false) => {
    setTold({ text, isBad });
    if (!isBad) say(text);
  };

  const save = () => {
    saveFile(exportText(progress), PROGRESS_FILE);
    tell(word('progress.keep.saved', { name: PROGRESS_FILE }));
  };
  const take = async (file: Blob, name: string) => {
    const read =
      file.size > MOST_BYTES
        ? ({ ok: false, problem: 'not-progress', at: '' } as const)
        : importText(await file.text());
    if (!read.ok) {
      return tell(
        word(`progress.keep.bad.${read.problem}`, { name, at: read.at.slice(0, 80) }),
        true,
      );
    }
    const before = await port.read();
    await port.write({ did: 'import', progress: read.progress });
    tell(wasAdded(course, name, added(before, await port.read())));
  };
  const over = useDrop(here, true, ({ files: [file], text }) => {
    if (file) void take(file, file.name);
    else if (text !== '') void take(new Blob([text]), word('progress.keep.dropped'));
  });
  return (
    <section class="pr-keep" aria-labelledby="pr-keep" ref={here} data-over={over}>
      <h2 id="pr-keep">{word('progress.keep.title')}</h2>
      <p data-where={keeping.where}>{word(`progress.keep.${keeping.where}`)}</p>
      {keeping.aside !== null && (
        <div class="pr-notice">
          <p>{word('progress.keep.aside')}</p>
          <button
            type="button"
            class="b"
            onClick={() => saveFile(keeping.aside ?? '', ASIDE_FILE, 'text/plain')}
          >
            {word('progress.keep.saveAside')}
          </button>
          <button
            type="button"
            class="b"
            onClick={() => {
              port.forgetAside();
              look();
              here.current?.querySelector<HTMLElement>('.pr-hands > :enabled')?.focus();
            }}
          >
            {word('progress.keep.forgetAside')}
          </button>
        </div>
      )}
      <div class="pr-hands">
        <button type="button" class="b" disabled={done.nothing} onClick={save}>
          {word('progress.keep.export')}
        </button>
        <OpenButton
          label={word('progress.keep.import')}
          take={([file]) => void take(file, file.name)}
        />
        <Reset course={course} port={port} progress={progress} done={done} save={save} />
      </div>
      <p class="pr-soft">{word(over ? 'progress.keep.dropHere' : 'progress.keep.how')}</p>
      {told && (
        <p class={told.isBad ? 'refused' : 'pr-told'} role={told.isBad ? 'alert' : undefined}>
          {told.text}
        </p>
      )}
    </section>
  );
}

const COUNTED = ['opened', 'finished', 'solved', 'compared', 'cards'] as const;

function wasAdded({ word }: Course, name: string, news: ReturnType<typeof added>): string {
  const parts = COUNTED.filter((what) => news[what] > 0).map((what) =>
    word(`progress.keep.added.${what}`, { n: news[what] }),
  );
  if (parts.length === 0) return word('progress.keep.nothingNew', { name });
  return word('progress.keep.added', { name, what: parts.join(word('progress.keep.comma')) });
}
