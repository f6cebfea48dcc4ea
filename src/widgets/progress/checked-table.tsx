import type { Completion, CompletionProblem } from '../../lesson/completion.ts';
import { tallyOf } from '../../lesson/done.ts';
import type { Checked } from './checked.ts';
import type { Course } from './props.ts';

interface TableProps {
  readonly course: Course;
  readonly checked: readonly Checked[];
}

/** Who has done what, as their files say it; and which files say nothing that holds. */
export function CheckedTable({ course, checked }: TableProps) {
  const { word } = course;
  const good = checked.filter(({ verified }) => verified.ok).length;
  return (
    <div class="pr-checked">
      <table>
        <caption>{word('progress.check.caption', { n: good, of: checked.length })}</caption>
        <thead>
          <tr>
            <th scope="col">{word('progress.check.name')}</th>
            <th scope="col">{word('progress.check.verdict')}</th>
            <th scope="col">{word('progress.completion.date')}</th>
            <th scope="col">{word('progress.completion.chapters')}</th>
            <th scope="col">{word('progress.completion.exercises')}</th>
            <th scope="col">{word('progress.completion.content')}</th>
          </tr>
        </thead>
        <tbody>
          {checked.map(({ text, file, verified }) =>
            verified.ok ? (
              <VerifiedRow key={text} course={course} file={file} of={verified.completion} />
            ) : (
              <ProblemRow key={text} course={course} file={file} problem={verified} />
            ),
          )}
        </tbody>
      </table>
    </div>
  );
}

function VerifiedRow(props: {
  readonly course: Course;
  readonly file: string;
  readonly of: Completion;
}) {
  const { course, file, of: completion } = props;
  const { word, syllabus } = course;
  const { chapters, exercises, unknown, places, same } = tallyOf(completion, syllabus);
  const cells = {
    date: completion.date,
    chapters: word('progress.share', { ...chapters }),
    exercises: word('progress.share', { ...exercises }),
  };
  return (
    <tr data-verified="true">
      <th scope="row">
        {completion.name || file}
        {completion.name !== '' && <span class="pr-soft">{file}</span>}
      </th>
      <td>
        <span class="tag tag-sound">{word('progress.check.verified')}</span>
      </td>
      <td data-label={word('progress.completion.date')}>{cells.date}</td>
      <td data-label={word('progress.completion.chapters')}>
        {cells.chapters}
        <span class="pr-soft">{places.join(word('progress.check.comma'))}</span>
      </td>
      <td data-label={word('progress.completion.exercises')}>
        {cells.exercises}
        {unknown > 0 && <span class="pr-soft">{word('progress.unknown', { n: unknown })}</span>}
      </td>
      <td data-label={word('progress.completion.content')}>
        {word(same ? 'progress.check.same' : 'progress.check.other')}
        <code class="pr-soft">{completion.content}</code>
      </td>
    </tr>
  );
}

function ProblemRow(props: {
  readonly course: Course;
  readonly file: string;
  readonly problem: CompletionProblem;
}) {
  const { course, file, problem } = props;
  const { word } = course;
  return (
    <tr data-verified="false">
      <th scope="row">{file}</th>
      <td>
        <span class="tag tag-stuck">{word('progress.check.refused')}</span>
      </td>
      <td colSpan={4}>
        {word(`progress.check.bad.${problem.problem}`, { at: problem.at.slice(0, 80) })}
      </td>
    </tr>
  );
}
