import type { Word } from '../contract.ts';

export interface WaitingProps {
  readonly lines: readonly string[];
  readonly word: Word;
  /** Runs the first `count` of them. */
  readonly run: (count: number) => void;
}

/** Lines that came with a link. They are somebody else's, so nothing runs until the reader has seen them. */
export function Waiting({ lines, word, run }: WaitingProps) {
  return (
    <div class="tm-waiting">
      <p>{word('terminal.waiting', { n: lines.length })}</p>
      <ol>
        {lines.map((line, i) => (
          <li key={`${i}-${line}`}>
            <code>{line}</code>
          </li>
        ))}
      </ol>
      <p class="tm-waiting-do">
        <button type="button" class="b b-go" onClick={() => run(1)}>
          {word('terminal.runNext')}
        </button>
        {lines.length > 1 && (
          <button type="button" class="b" onClick={() => run(lines.length)}>
            {word('terminal.runAll')}
          </button>
        )}
      </p>
    </div>
  );
}
