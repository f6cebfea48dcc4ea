import type { RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';

/** What fell: files, or text that was dragged from another window. */
export interface Dropped {
  readonly files: readonly File[];
  readonly text: string;
}

/**
 * Lets a widget take what is dropped on it, and says while something hangs over it. The whole widget takes a drop, not
 * only the part that invites to it: a file missed by an inch must not replace the page.
 */
export function useDrop(
  inside: RefObject<HTMLElement>,
  live: boolean,
  take: (dropped: Dropped) => void,
): boolean {
  const [over, setOver] = useState(false);
  const taken = useRef(take);
  taken.current = take;
  useLayoutEffect(() => {
    const frame = inside.current?.closest<HTMLElement>('.w');
    if (!live || !frame) return;
    const drag = (event: DragEvent) => {
      event.preventDefault();
      setOver(event.type === 'dragover');
    };
    const drop = (event: DragEvent) => {
      drag(event);
      taken.current({
        files: [...(event.dataTransfer?.files ?? [])],
        text: event.dataTransfer?.getData('text/plain') ?? '',
      });
    };
    frame.addEventListener('dragover', drag);
    frame.addEventListener('dragleave', drag);
    frame.addEventListener('drop', drop);
    return () => {
      frame.removeEventListener('dragover', drag);
      frame.removeEventListener('dragleave', drag);
      frame.removeEventListener('drop', drop);
    };
  }, [live, inside]);
  return over;
}
