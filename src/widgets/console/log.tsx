import { useEffect, useRef } from 'preact/hooks';
import { type Entry, promptAt } from '../../shell/session.ts';
import type { Word } from '../contract.ts';

export interface LogProps {
  readonly id: string;
  readonly entries: readonly Entry[];
  /** Where the shell stands after them. */
  readonly cwd: string;
  /** Named in the still, so that the live page finds these lines again; null on copies. */
  readonly still: string | null;
  readonly word: Word;
  /** Keeps the newest line in sight. */
  readonly follow?: boolean;
  /** The prompt below, where no line is being typed. */
  readonly prompt?: string;
}

/** Lines and what they said, as text. The markup is read back by `entriesIn`. */
export function Log({ id, entries, cwd, still, word, follow = false, prompt }: LogProps) {
  const box = useRef<HTMLPreElement>(null);
  const seen = useRef(entries.length);
  useEffect(() => {
    const newer = entries.length > seen.current;
    seen.current = entries.length;
    if (follow && newer && box.current) box.current.scrollTop = box.current.scrollHeight;
  }, [follow, entries.length]);
  return (
    <pre
      class="tm-log"
      id={id}
      ref={box}
      data-still={still ?? undefined}
      data-cwd={cwd}
      role="log"
      tabIndex={0}
      aria-label={word('terminal.transcript')}
    >
      {entries.map((entry, i) => (
        <span
          class="tm-entry"
          key={i}
          data-cwd={entry.cwd}
          data-code={entry.code}
          data-left={entry.left || undefined}
        >
          <span class="tm-prompt">{promptAt(entry.cwd)}</span>
          <b class="tm-line">{entry.line.replace(/\n/g, '\n> ')}</b>
          {'\n'}
          <span class="tm-out">{entry.stdout}</span>
          {entry.stdout !== '' && !entry.stdout.endsWith('\n') && '\n'}
          {entry.left > 0 && (
            <i class="tm-left">{`${word('terminal.leftOut', { n: entry.left })}\n`}</i>
          )}
          <span class="tm-err">{entry.stderr}</span>
          {entry.stderr !== '' && !entry.stderr.endsWith('\n') && '\n'}
        </span>
      ))}
      {prompt !== undefined && <span class="tm-prompt">{prompt}</span>}
    </pre>
  );
}
