import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';

/**
 * Keeps the focus in an element: when what had it is taken away or disabled by a step, the element itself gets it, so
 * that the next key is still heard. It must have a tabindex.
 */
export function useKeptFocus(root: RefObject<HTMLElement>): void {
  const last = useRef<HTMLElement | null>(null);
  useEffect(() => {
    const note = (event: FocusEvent) => {
      last.current = event.target as HTMLElement;
    };
    const element = root.current;
    element?.addEventListener('focusin', note);
    return () => element?.removeEventListener('focusin', note);
  }, [root]);
  useLayoutEffect(() => {
    const had = last.current;
    if (had === null || !isLost(had)) return;
    const now = document.activeElement;
    if (now !== null && now !== document.body && now !== had) return;
    last.current = null;
    root.current?.focus({ preventScroll: true });
  });
}

function isLost(element: HTMLElement): boolean {
  return !element.isConnected || ('disabled' in element && element.disabled === true);
}
