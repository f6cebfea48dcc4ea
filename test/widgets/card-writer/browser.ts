import { type Card, EMPTY } from '../../../src/lesson/card/card.ts';
import { type CardPort, createCardPort } from '../../../src/widgets/card-writer/port.ts';

/** A card that is told by its title. */
export function cardWith(title: string): Card {
  return { ...EMPTY, title };
}

/** A browser: one store, and tabs that are told of each other's writes as the platform tells them. */
export function browser(texts = new Map<string, string>()) {
  const windows: EventTarget[] = [];
  let written = 0;
  const open = (): CardPort => {
    const tab = new EventTarget();
    windows.push(tab);
    return createCardPort({
      store: {
        getItem: (key) => texts.get(key) ?? null,
        setItem(key, text) {
          texts.set(key, text);
          for (const other of windows.filter((one) => one !== tab)) {
            other.dispatchEvent(Object.assign(new Event('storage'), { key }));
          }
        },
      },
      tabs: tab,
      stamp: () => `s${++written}`,
    });
  };
  return { open, texts };
}
