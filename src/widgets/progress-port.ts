import {
  type Deed,
  exportText,
  importText,
  NOTHING,
  noted,
  type Progress,
} from '../lesson/progress.ts';
import { browserStore } from './browser-store.ts';

/** Where a page keeps what its reader has done. Nothing of it leaves the machine. */
export interface ProgressPort {
  /** As it stands now, whichever tab wrote last. */
  read(): Promise<Progress>;
  /** Adds one thing. It never rejects: where nothing can be kept, it is kept for as long as the page is open. */
  write(deed: Deed): Promise<void>;
  /** Tells of every change, here or in another tab, until the function that it gives is called. */
  subscribe(listener: (progress: Progress) => void): () => void;
  /** How it is kept. Ask after `read`, which finds out. */
  keeping(): Keeping;
  /** Throws the text away that was set aside. */
  forgetAside(): void;
}

export interface Keeping {
  /**
   * `browser`: until the reader clears it. `page`: as long as the page is open, since the browser gives no store, or
   * no more of it. `newer`: a newer kit's text is kept there, and this page stays away from it.
   */
  readonly where: 'browser' | 'page' | 'newer';
  /** A text that could not be read and was set aside; null where there is none. */
  readonly aside: string | null;
}

/** One text by its key, as `localStorage` keeps it. */
export type Store = Pick<Storage, 'getItem' | 'setItem'>;

/** What a port stands on. */
export interface Ground {
  /** Null where the browser gives none. */
  readonly store: Store | null;
  /** Runs one thing at a time over all tabs of the site. */
  readonly alone: <T>(run: () => T) => Promise<T>;
  /** Where other tabs' changes are told (`storage` events): the window. */
  readonly tabs: Pick<EventTarget, 'addEventListener'> | null;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
}

export const KEY = 'stuck-in-send.progress';
/** A text under `KEY` that is nobody's progress is laid here before it is written over. */
export const ASIDE = `${KEY}.unreadable`;

/** A port. Each write reads what stands there, adds, and writes it back, so that two tabs lose nothing of each other. */
export function createProgressPort(ground: Ground): ProgressPort {
  let store = ground.store ?? inMemory();
  let where: Keeping['where'] = ground.store ? 'browser' : 'page';
  const listeners = new Set<(progress: Progress) => void>();

  /** What is kept. From a newer kit's text this page stays away: it could only harm it. */
  const load = (): Progress => {
    const text = store.getItem(KEY);
    if (text === null) return NOTHING;
    const read = importText(text);
    if (read.ok) return read.progress;
    if (read.problem === 'newer-version') giveUp('newer');
    else store.setItem(ASIDE, text);
    return NOTHING;
  };
  const giveUp = (because: Keeping['where']) => {
    store = inMemory();
    where = because;
  };
  /** A store that is full, or forbidden since the page was opened, is given up for the page's memory. */
  const attempt = <T>(run: () => T): T => {
    try {
      return run();
    } catch {
      giveUp('page');
      return run();
    }
  };
  const add = (deed: Deed): Progress => {
    const progress = noted(attempt(load), deed, ground.clock());
    attempt(() => store.setItem(KEY, exportText(progress)));
    return progress;
  };
  const tell = (progress: Progress) => {
    for (const listener of listeners) listener(progress);
  };

  ground.tabs?.addEventListener('storage', (event) => {
    const { key } = event as StorageEvent;
    // A null key: all of the site's storage was cleared.
    if (key === KEY || key === null) tell(attempt(load));
  });

  return {
    read: async () => attempt(load),
    async write(deed) {
      tell(await ground.alone(() => add(deed)));
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    keeping: () => ({ where, aside: attempt(() => store.getItem(ASIDE)) || null }),
    forgetAside: () =>
      attempt(() => {
        // Nothing was noted since: it still stands under its own key, and would be set aside again.
        if (store.getItem(KEY) === store.getItem(ASIDE)) store.setItem(KEY, exportText(NOTHING));
        store.setItem(ASIDE, '');
      }),
  };
}

function inMemory(): Store {
  const texts = new Map<string, string>();
  return {
    getItem: (key) => texts.get(key) ?? null,
    setItem: (key, text) => void texts.set(key, text),
  };
}

/** A lock over the site's tabs. Without one (plain http) the moment between reading and writing is left to luck. */
function aloneIn({ navigator }: Window): Ground['alone'] {
  const { locks } = navigator;
  if (!locks) return async (run) => run();
  // What is refused is the lock, in a page that is being left: what runs under it never throws.
  return (run) => locks.request(KEY, async () => run()).catch(run);
}

let port: ProgressPort | undefined;

/** The one port of a page, which all its widgets share. */
export function progressPort(page: Window = window): ProgressPort {
  const store = browserStore(page, KEY);
  port ??= createProgressPort({
    store,
    // Where there is no store there is nothing to share, and asking for a lock would be refused.
    alone: store ? aloneIn(page) : async (run) => run(),
    tabs: page,
    clock: () => Date.now(),
  });
  return port;
}
