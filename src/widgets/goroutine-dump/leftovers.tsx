import type { Word } from '../contract.ts';
import type { Overview } from './overview.ts';

/** What was not understood, with its line: never swallowed, and never in the way. */
export function Leftovers({
  overview,
  word,
}: {
  readonly overview: Overview;
  readonly word: Word;
}) {
  const { leftovers, leftoverCount } = overview;
  if (leftoverCount === 0) return null;
  return (
    <details class="gd-leftovers">
      <summary>{word('goroutine-dump.leftovers', { n: leftoverCount })}</summary>
      <ol>
        {leftovers.map(({ line, text }) => (
          <li key={line}>
            <span>{word('goroutine-dump.leftoverLine', { n: line })}</span>
            <code>{text}</code>
          </li>
        ))}
      </ol>
      {leftoverCount > leftovers.length && (
        <p>{word('goroutine-dump.leftoversCut', { n: leftovers.length })}</p>
      )}
    </details>
  );
}
