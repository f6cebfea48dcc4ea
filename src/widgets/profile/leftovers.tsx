import type { Leftover } from '../../evidence/pprof/leftovers.ts';
import type { Word } from '../contract.ts';

/** What of the file was not understood, with its place: never swallowed, and never in the way. */
export function Leftovers({
  leftovers,
  word,
}: {
  readonly leftovers: readonly Leftover[];
  readonly word: Word;
}) {
  if (leftovers.length === 0) return null;
  return (
    <details class="pf-leftovers">
      <summary>{word('profile.leftovers', { n: leftovers.length })}</summary>
      <ol>
        {leftovers.map(({ at, in: unit, text }) => (
          <li key={`${at} ${text}`}>
            <span>{word(`profile.leftover.${unit}`, { n: at })}</span> <code>{text}</code>
          </li>
        ))}
      </ol>
    </details>
  );
}
