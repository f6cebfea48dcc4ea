import type { Card } from '../../lesson/card/card.ts';
import { type Draft, draftText, readDraft } from '../../lesson/card/draft.ts';
import { browserStore } from '../browser-store.ts';
import type { Ground } from '../progress-port.ts';

/** Where a page keeps the card that is being written. Nothing of it leaves the machine. */
export interface CardPort {
  /** What is kept, whichever tab wrote last; null where there is nothing. */
  read(): Draft | null;
  /**
   * Keeps a card. `seen` is the stamp of the draft that this tab knows (null: it knows of none). Where another tab has
   * written since, nothing is written and its draft is given back; `force` writes over it, and keeps it as `before`.
   */
  write(card: Card, before: Card | null, seen: string | null, force?: boolean): Written;
  /** Tells of another tab's writing, until the function that it gives is called. */
  subscribe(listener: (draft: Draft | null) => void): () => void;
  /** False where the browser gives no store, or no more of it: the card lives as long as the page. */
  lasts(): boolean;
}

export type Written =
  | { readonly ok: true; readonly draft: Draft }
  | { readonly ok: false; readonly theirs: Draft };

export const KEY = 'stuck-in-send.card';
/** A text under `KEY` that is nobody's card is laid here before it is written over. */
export const ASIDE = `${KEY}.unreadable`;

/** What the port stands on: the store of the progress port, and a new name for each writing. */
export interface CardGround extends Pick<Ground, 'store'> {
  /** Where other tabs' changes are told: the window. */
  readonly tabs: Pick<EventTarget, 'addEventListener' | 'removeEventListener'> | null;
  readonly stamp: () => string;
}

/**
 * A port. A browser runs tabs of one site on one store without a lock between reading and writing; the moment between
 * the two is some microseconds, and typing is not that fast.
 */
export function createCardPort(ground: CardGround): CardPort {
  const memory = new Map<string, string>();
  let store = ground.store;
  const get = (key: string): string | null => {
    try {
      return store ? store.getItem(key) : (memory.get(key) ?? null);
    } catch {
      store = null;
      return memory.get(key) ?? null;
    }
  };
  const set = (key: string, text: string): void => {
    memory.set(key, text);
    try {
      store?.setItem(key, text);
    } catch {
      // Full, or forbidden since the page was opened.
      store = null;
    }
  };
  const read = (): Draft | null => {
    const text = get(KEY);
    if (text === null) return null;
    const draft = readDraft(text);
    if (!draft) set(ASIDE, text);
    return draft;
  };
  return {
    read,
    write(card, before, seen, force = false) {
      const theirs = read();
      const changed = theirs !== null && theirs.stamp !== seen;
      if (changed && !force) return { ok: false, theirs };
      const draft = { card, before: changed ? theirs.card : before, stamp: ground.stamp() };
      set(KEY, draftText(draft));
      return { ok: true, draft };
    },
    subscribe(listener) {
      const hear = (event: Event) => {
        const { key } = event as StorageEvent;
        // A null key: all of the site's storage was cleared.
        if (key === KEY || key === null) listener(read());
      };
      ground.tabs?.addEventListener('storage', hear);
      return () => ground.tabs?.removeEventListener('storage', hear);
    },
    lasts: () => store !== null,
  };
}

let port: CardPort | undefined;

/** The one port of a page. A sandboxed frame has no store: merely asking for it throws. */
export function cardPort(page: Window = window): CardPort {
  port ??= createCardPort({
    store: browserStore(page, KEY),
    tabs: page,
    stamp: () => `${Date.now()}-${Math.random().toString(36).slice(2, 10)}`,
  });
  return port;
}
