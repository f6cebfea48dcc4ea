import { useEffect, useRef, useState } from 'preact/hooks';
import type { Word } from '../contract.ts';
import { Bar } from './bar.tsx';
import { type DeskCell, isChanged, namesBeside } from './desk.ts';
import type { Editor } from './editor.ts';
import { OutputView } from './output.tsx';
import { type CellsPage, problemText } from './page.ts';

export interface CellProps {
  readonly cell: DeskCell;
  /** The author's text as the page shows it, with its colours: markup of the site's own. */
  readonly listing: string;
  readonly word: Word;
  /** Null in the still: without script there is nothing to press. */
  readonly page: CellsPage | null;
  /** Whether the reader's keyboard has ⌘. */
  readonly mac: boolean;
}

/** A cell: its bar, its text, and what it shows. The same picture in the still and in the page. */
export function CellView({ cell, listing, word, page, mac }: CellProps) {
  const { id, ran, phase } = cell;
  const holder = useRef<HTMLDivElement>(null);
  const editor = useRef<Editor | null>(null);
  const [editing, setEditing] = useState(false);
  const [failure, setFailure] = useState('');
  // The still has no buttons, and what takes it over has to begin as the same picture.
  const [live, setLive] = useState(false);
  useEffect(() => setLive(page !== null), [page]);

  const edit = async (point: Point | null) => {
    if (!page || !holder.current || editor.current) return editor.current?.focus(null);
    try {
      const { openEditor } = await import('./editor.ts');
      if (editor.current) return;
      setEditing(true);
      editor.current = openEditor({
        parent: holder.current,
        text: cell.draft,
        label: word('cell.editor', { id }),
        keys: `cell-${id}-keys`,
        completions: word('cell.completions'),
        beside: () => namesBeside(page.desk(), id),
        write: (text) => page.write(id, text),
        run: () => void page.run(id).catch(fail),
      });
      editor.current.focus(point);
    } catch (error) {
      setFailure(word('cell.editorFailed', { detail: String(error) }));
    }
  };
  const fail = (error: unknown) => setFailure(word('cell.startFailed', { detail: String(error) }));

  useEffect(() => () => editor.current?.close(), []);
  // For a pointer, beside the button: so the listing itself is no control.
  useEffect(() => {
    const code = holder.current;
    const open = (event: MouseEvent) => clicked(event, (point) => void edit(point));
    if (live) code?.addEventListener('click', open);
    return () => code?.removeEventListener('click', open);
  }, [live, cell.draft]);
  // The desk's text, not this picture's: while somebody types, the picture is a letter behind.
  useEffect(() => {
    const now = page?.desk().cells.find((one) => one.id === id);
    if (now) editor.current?.show(now.draft);
  }, [cell.draft]);
  const wrongLine = isChanged(cell) ? null : (ran.problem?.at?.line ?? null);
  useEffect(() => {
    editor.current?.mark(wrongLine);
    const lines = holder.current?.querySelectorAll('.ec-line') ?? [];
    for (const [at, line] of lines.entries()) {
      line.classList.toggle('cell-wrong', at + 1 === wrongLine);
    }
  }, [wrongLine, editing]);

  return (
    <div
      class="cell"
      role="group"
      aria-labelledby={`cell-${id}-name`}
      data-live={live}
      data-phase={phase}
    >
      <Bar
        cell={cell}
        word={word}
        page={live ? page : null}
        edit={() => void edit(null)}
        editing={editing}
        fail={fail}
      />
      <div class="cell-code" ref={holder} data-editing={editing}>
        <div class="cell-listing" hidden={editing} dangerouslySetInnerHTML={{ __html: listing }} />
      </div>
      {editing && (
        <p class="cell-keys" id={`cell-${id}-keys`}>
          {word(mac ? 'cell.keysMac' : 'cell.keys')}
        </p>
      )}
      {failure !== '' && (
        <p class="cell-problem" role="alert">
          {failure}
        </p>
      )}
      <div class="cell-shows" aria-busy={phase === 'runs'}>
        {ran.outputs.map((output, at) => (
          <OutputView cell={id} at={at} output={output} word={word} />
        ))}
        {ran.problem && <p class="cell-problem">{problemText(ran.problem, word)}</p>}
        {ran.outputs.length === 0 && !ran.problem && (
          <p class="cell-none">{word('cell.nothing')}</p>
        )}
      </div>
    </div>
  );
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** A click into the text opens it; one that ends a selection does not, nor one on a button inside. */
function clicked(event: MouseEvent, open: (point: Point) => void): void {
  const { target, clientX, clientY } = event;
  if (target instanceof Element && target.closest('button, a')) return;
  if (getSelection()?.isCollapsed === false) return;
  open({ x: clientX, y: clientY });
}
