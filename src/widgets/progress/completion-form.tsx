import { useRef, useState } from 'preact/hooks';
import { codeOf, completionOf, writeCompletion } from '../../lesson/completion.ts';
import { tallyOf } from '../../lesson/done.ts';
import type { Progress } from '../../lesson/progress.ts';
import type { Time } from '../../lesson/recall.ts';
import { saveFile } from '../files/save.ts';
import type { Course } from './props.ts';

export const COMPLETION_FILE = 'stuck-in-send-completion.json';

interface FormProps {
  readonly course: Course;
  readonly progress: Progress;
  readonly now: Time;
}

/** The file for a trainer: what will stand in it, then the file. */
export function CompletionForm({ course, progress, now }: FormProps) {
  const { word, say, syllabus } = course;
  const [name, setName] = useState('');
  const [asksName, setAsksName] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const completion = completionOf(progress, { name, content: syllabus.code, now });
  const { chapters, exercises, unknown } = tallyOf(completion, syllabus);
  const isEmpty = completion.chapters.length + completion.exercises.length === 0;

  const save = () => {
    setAsksName(completion.name === '');
    if (completion.name === '') return field.current?.focus();
    saveFile(writeCompletion(completion), COMPLETION_FILE);
    say(word('progress.keep.saved', { name: COMPLETION_FILE }));
  };
  return (
    <section class="pr-completion" aria-labelledby="pr-completion">
      <h2 id="pr-completion">{word('progress.completion.title')}</h2>
      <p>{word(isEmpty ? 'progress.completion.notYet' : 'progress.completion.what')}</p>
      {!isEmpty && (
        <>
          <div class="pr-name">
            <label for="pr-name">{word('progress.completion.name')}</label>
            <input
              id="pr-name"
              class="field"
              type="text"
              autocomplete="name"
              maxLength={120}
              ref={field}
              value={name}
              aria-invalid={asksName}
              aria-describedby={asksName ? 'pr-no-name' : undefined}
              onInput={({ currentTarget }) => {
                setName(currentTarget.value);
                setAsksName(false);
              }}
              onKeyDown={(event) => event.key === 'Enter' && save()}
            />
            <button type="button" class="b b-go" onClick={save}>
              {word('progress.completion.save')}
            </button>
            {asksName && (
              <p class="refused" id="pr-no-name">
                {word('progress.completion.noName')}
              </p>
            )}
          </div>
          <dl class="pr-stands">
            <dt>{word('progress.completion.name')}</dt>
            <dd data-empty={completion.name === ''}>
              {completion.name || word('progress.completion.nameEmpty')}
            </dd>
            <dt>{word('progress.completion.date')}</dt>
            <dd>{completion.date} UTC</dd>
            <dt>{word('progress.completion.chapters')}</dt>
            <dd>{word('progress.share', { ...chapters })}</dd>
            <dt>{word('progress.completion.exercises')}</dt>
            <dd>{word('progress.share', { ...exercises })}</dd>
            <dt>{word('progress.completion.content')}</dt>
            <dd>
              <code>{completion.content}</code>
            </dd>
            <dt>{word('progress.completion.code')}</dt>
            <dd>
              <code>{codeOf(completion)}</code>
            </dd>
          </dl>
          {unknown > 0 && (
            <p class="pr-soft">{word('progress.completion.unknown', { n: unknown })}</p>
          )}
          <details class="pr-text">
            <summary>{word('progress.completion.text')}</summary>
            <pre tabIndex={0} class="code">
              {writeCompletion(completion)}
            </pre>
          </details>
        </>
      )}
    </section>
  );
}
