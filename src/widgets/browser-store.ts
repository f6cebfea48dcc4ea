/** The browser's store for a text under `key`; null in a sandboxed frame and wherever else merely asking for it throws. */
export function browserStore(page: Window, key: string): Storage | null {
  try {
    const store = page.localStorage;
    store.getItem(key);
    return store;
  } catch {
    return null;
  }
}
