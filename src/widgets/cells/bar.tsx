import { useEffect, useState } from 'preact/hooks';
import type { Word } from '../contract.ts';
import { type DeskCell, isChanged } from './desk.ts';
import type { CellsPage } from './page.ts';

/** The line above a cell's text: its name, what it takes from others, how it stands, and what can be done. */
export function Bar(props: {
  readonly cell: DeskCell;
  readonly word: Word;
  readonly page: CellsPage | null;
  readonly editing: boolean;
  edit(): void;
  fail(error: unknown): void;
}) {
  const { cell, word, page, editing, edit, fail } = props;
  const { id, ran } = cell;
  const busy = cell.phase !== 'rests';
  const from = [...new Set(Object.values(ran.needs))];
  return (
    <header class="cell-bar">
      <p class="cell-name" id={`cell-${id}-name`}>
        {word('cell.name', { id })}
      </p>
      {from.length > 0 && (
        <p class="cell-uses">
          {word('cell.uses')}{' '}
          {from.map((other, at) => (
            <>
              {at > 0 && ', '}
              <a href={`#cell-${other}`}>{other}</a>
            </>
          ))}
        </p>
      )}
      <Standing cell={cell} word={word} />
      {page && (
        <div class="cell-actions">
          {!editing && (
            <button type="button" onClick={edit}>
              {word('cell.edit')}
            </button>
          )}
          <Copy cell={cell} word={word} page={page} />
          {editing && (
            <button type="button" onClick={() => void page.restore(id).catch(fail)}>
              {word('cell.reset')}
            </button>
          )}
          {busy ? (
            <button type="button" class="cell-stop" onClick={() => page.stop(id)}>
              {word('cell.stop')}
            </button>
          ) : (
            <button type="button" class="cell-go" onClick={() => void page.run(id).catch(fail)}>
              {word('cell.run')}
            </button>
          )}
        </div>
      )}
    </header>
  );
}

/** How a cell stands, in two or three words. */
function Standing({ cell, word }: { readonly cell: DeskCell; readonly word: Word }) {
  const { phase, because, ran, isReaders } = cell;
  if (phase === 'waits') return <p class="cell-stands cell-wait">{word('cell.waits')}</p>;
  if (phase === 'runs') return <p class="cell-stands cell-flow">{word('cell.runs')}</p>;
  if (isChanged(cell)) return <p class="cell-stands cell-wait">{word('cell.changed')}</p>;
  if (ran.problem) {
    const stopped = ran.problem.id === 'stopped' || ran.problem.id === 'halted';
    return <p class="cell-stands cell-stuck">{word(stopped ? 'cell.stopped' : 'cell.failed')}</p>;
  }
  if (because.length > 0) {
    return (
      <p class="cell-stands cell-flow" data-again>
        {word('cell.again', { names: because.join(', ') })}
      </p>
    );
  }
  return <p class="cell-stands">{word(isReaders ? 'cell.ran' : 'cell.still')}</p>;
}

function Copy(props: { readonly cell: DeskCell; readonly word: Word; readonly page: CellsPage }) {
  const { cell, word, page } = props;
  const [done, setDone] = useState<'cell.copied' | 'cell.copyFailed' | null>(null);
  useEffect(() => {
    if (done === null) return;
    const timer = setTimeout(() => setDone(null), 2500);
    return () => clearTimeout(timer);
  }, [done]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(cell.draft);
      setDone('cell.copied');
      page.say(word('cell.didCopy', { id: cell.id }));
    } catch {
      setDone('cell.copyFailed');
    }
  };
  return (
    <button type="button" onClick={() => void copy()}>
      {word(done ?? 'cell.copy')}
    </button>
  );
}
