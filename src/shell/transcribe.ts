import { createEngine } from './engine.ts';
import type { ReadEvidence } from './files.ts';
import { type Entry, entryOf } from './session.ts';

/** One line may take this long when a page is built; the longest so far takes a tenth of a second. */
const DEADLINE = 30_000;

/**
 * Runs an author's lines one after another, for a page's still. Several lines may make one command (a loop).
 * Throws when the last one is not whole: that is a mistake in the page.
 */
export async function transcribe(
  cwd: string,
  lines: readonly string[],
  read: ReadEvidence,
): Promise<{ readonly entries: Entry[]; readonly cwd: string }> {
  const engine = createEngine({ read, cwd, deadline: DEADLINE });
  const entries: Entry[] = [];
  let from = cwd;
  let parts: string[] = [];
  for (const line of lines) {
    parts.push(line);
    const whole = parts.join('\n');
    const ran = await engine.run(whole);
    if (ran.kind !== 'finished') continue;
    entries.push(entryOf(from, whole, ran));
    from = ran.cwd;
    parts = [];
  }
  if (parts.length > 0) throw new Error(`not a whole command: ${parts.join('\n')}`);
  return { entries, cwd: from };
}
