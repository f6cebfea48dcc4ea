import { parseCommandLine } from '../../lesson/command-line.ts';
import type { Part } from '../../lesson/kind.ts';
import { Prose } from '../lesson/prose.tsx';
import type { ControlProps, Look, SolutionProps } from './control.ts';
import { Feedback } from './feedback.tsx';

const PROMPT = '# ';

function Control(props: ControlProps<'command'>) {
  const { id, task, answer, parts, live, text, word, change, check } = props;
  const told = [...parts.values()].filter(({ mark }) => mark !== 'open');
  const read = parseCommandLine(answer);
  const unreadable = parts.get('line')?.mark === 'open' && !read.ok && read.problem !== 'empty';
  const says = `${id}-says`;
  return (
    <div class="shell">
      <div class="shell-screen">
        {task.before.map(({ line, shows }) => (
          <pre key={line} class="shell-past">
            <span class="shell-prompt">{PROMPT}</span>
            <b>{line}</b>
            {shows.map((row) => `\n${row}`)}
          </pre>
        ))}
        <div class="shell-line">
          <span class="shell-prompt" aria-hidden="true">
            {PROMPT}
          </span>
          {live ? (
            <input
              id={`${id}-field`}
              class="shell-field"
              type="text"
              autocomplete="off"
              autocapitalize="off"
              spellcheck={false}
              maxLength={400}
              value={answer}
              aria-label={word('exercise.command.answer')}
              aria-describedby={unreadable || told.length > 0 ? says : undefined}
              aria-invalid={unreadable}
              onInput={(event) => change(event.currentTarget.value)}
              // Not a form: a sandboxed frame without allow-forms would swallow its submit.
              onKeyDown={(event) => event.key === 'Enter' && check()}
            />
          ) : (
            <span class="shell-field">{answer || '\u00a0'}</span>
          )}
        </div>
      </div>
      {unreadable ? (
        <p class="fb fb-wrong" id={says}>
          {word(`exercise.command.unreadable.${read.problem}`)}
        </p>
      ) : (
        told.length > 0 && (
          <ul class="shell-parts" id={says}>
            {told.map((part) => (
              <li key={part.id} data-mark={part.mark}>
                <Given part={part} missing={word('exercise.command.missing')} />
                <Feedback id={`${id}-${part.id}-says`} part={part} text={text} word={word} />
              </li>
            ))}
          </ul>
        )
      )}
    </div>
  );
}

/** The words of the line that a verdict is about. */
function Given({ part, missing }: { readonly part: Part; readonly missing: string }) {
  return part.given === '' ? (
    <span class="shell-missing">{missing}</span>
  ) : (
    <code class="code">{part.given}</code>
  );
}

function Solution({ task, text }: SolutionProps<'command'>) {
  const ids = new Set(
    (task.check[0] ?? []).flatMap(({ id, options, operands }) => [
      id,
      ...options.map((option) => option.id),
      ...operands.map((operand) => operand.id),
    ]),
  );
  return (
    <>
      <pre class="shell-solution">{task.solution}</pre>
      <ul class="shell-reasons">
        {[...ids].map((id) => (
          <li key={id}>
            <Prose text={text(`part.${id}.why`)} />
          </li>
        ))}
      </ul>
    </>
  );
}

/** A prompt, with what was typed before it; and of each part of the line what it is for. */
export const command: Look<'command'> = { Control, Solution };
