import { useRef, useState } from 'preact/hooks';
import { filesIn, verify } from '../../lesson/completion.ts';
import { OpenButton } from '../files/open-button.tsx';
import { useDrop } from '../files/use-drop.ts';
import { type Checked, checkedAfter } from './checked.ts';
import { CheckedTable } from './checked-table.tsx';
import type { Course } from './props.ts';

/** A completion file is a few thousand letters; a larger one is something else, and is not read. */
const MOST_BYTES = 2 ** 20;

/** The trainer's desk: completion files, one or a room's, each told verified or what is wrong with it. */
export function CompletionCheck({ course }: { readonly course: Course }) {
  const { word, say } = course;
  const [checked, setChecked] = useState<readonly Checked[]>([]);
  const [pasting, setPasting] = useState(false);
  const here = useRef<HTMLDivElement>(null);
  const pasted = useRef<HTMLTextAreaElement>(null);

  const add = (news: readonly Checked[]) => {
    setChecked((before) => checkedAfter(before, news));
    const good = news.filter(({ verified }) => verified.ok).length;
    say(word('progress.check.said', { n: good, of: news.length }));
  };
  const take = async (files: readonly File[]) => {
    const read = files.map(async (file) => {
      const text = file.size > MOST_BYTES ? '{}' : await file.text();
      return { text, file: file.name, verified: verify(text) };
    });
    add(await Promise.all(read));
  };
  const paste = (text: string) => {
    if (text.trim() === '') return pasted.current?.focus();
    const file = word('progress.check.pasted');
    add(filesIn(text).map((one) => ({ text: one, file, verified: verify(one) })));
    if (pasted.current) pasted.current.value = '';
  };
  const over = useDrop(here, true, ({ files, text }) => {
    if (files.length > 0) void take(files);
    else if (text !== '') paste(text);
  });
  return (
    <div class="w pr-check" ref={here} data-live="true" data-over={over}>
      <div class="w-body">
        <div class="pr-hands">
          <OpenButton
            class="b b-go"
            label={word('progress.check.open')}
            multiple
            take={(files) => void take(files)}
          />
          <button
            type="button"
            class="b"
            aria-expanded={pasting}
            aria-controls="pr-paste"
            onClick={() => setPasting(!pasting)}
          >
            {word('progress.check.paste')}
          </button>
          {checked.length > 0 && (
            <button
              type="button"
              class="b"
              onClick={() => {
                setChecked([]);
                say(word('progress.check.cleared'));
                here.current?.querySelector('button')?.focus();
              }}
            >
              {word('progress.check.clear')}
            </button>
          )}
        </div>
        <p class="pr-soft">{word(over ? 'progress.check.dropHere' : 'progress.check.private')}</p>
        <div id="pr-paste" class="pr-paste" hidden={!pasting}>
          <label>
            <span>{word('progress.check.pasteLabel')}</span>
            <textarea class="field" rows={6} spellcheck={false} ref={pasted} />
          </label>
          <button type="button" class="b b-go" onClick={() => paste(pasted.current?.value ?? '')}>
            {word('progress.check.readIt')}
          </button>
        </div>
        {checked.length > 0 && <CheckedTable course={course} checked={checked} />}
      </div>
      <p class="w-words">{word('progress.check.noSignature')}</p>
    </div>
  );
}
