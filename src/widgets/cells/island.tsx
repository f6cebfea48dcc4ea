import { hydrate, render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Client, ClientOptions } from '../../notebook/client.ts';
import type { Ran } from '../../notebook/notebook.ts';
import { createWord, type Dictionary } from '../../share/words.ts';
import type { Locale, WordKey } from '../contract.ts';
import { createEvidencePort } from '../evidence-port.ts';
import { CellView } from './cell.tsx';
import type { Brought } from './desk.ts';
import { DownloadAll } from './download.tsx';
import { type CellsPage, openPage } from './page.ts';

/** What a page leaves once for all its cells, as JSON in `<live-cells>`. */
export interface CellsProps {
  readonly locale: Locale;
  readonly words: Dictionary;
  /** Name of the file that all cells are downloaded as. */
  readonly file: string;
}

/** What each cell leaves, as JSON: its charts are not in it, since they stand in the page already. */
export type CellData = Brought;

/** Takes over the stills of all cells of the page. Nothing runs, and nothing that could is loaded. */
export function wakeCells(): void {
  const shared = document.querySelector<HTMLElement>('live-cells');
  if (!shared) throw new Error('the page has no <live-cells>');
  const { locale, words, file } = jsonIn<CellsProps>(shared);
  const word = createWord<WordKey>(words, locale);
  const elements = [...document.querySelectorAll<HTMLElement>('live-cell')];
  const region = shared.querySelector('[data-said]');
  const page = openPage({
    cells: elements.map(broughtBy),
    connect,
    word,
    say: (text) => {
      if (region) region.textContent = text;
    },
  });
  const mac = /Mac|iPhone|iPad/.test(navigator.platform);
  for (const element of elements) {
    const root = rootIn(element);
    const listing = root.querySelector('.cell-listing')?.innerHTML ?? '';
    const id = element.dataset.id ?? '';
    const Watched = () => {
      const desk = useDesk(page);
      const cell = desk.cells.find((one) => one.id === id);
      return cell ? (
        <CellView cell={cell} listing={listing} word={word} page={page} mac={mac} />
      ) : null;
    };
    hydrate(<Watched />, root);
    element.dataset.awake = '';
  }
  render(<DownloadAll page={page} word={word} file={file} />, rootIn(shared));
}

function useDesk(page: CellsPage) {
  const [desk, setDesk] = useState(page.desk());
  useEffect(() => {
    setDesk(page.desk());
    return page.watch(() => setDesk(page.desk()));
  }, [page]);
  return desk;
}

function jsonIn<Value>(element: Element): Value {
  const text = element.querySelector(':scope > script[type="application/json"]')?.textContent;
  return JSON.parse(text ?? '') as Value;
}

function rootIn(element: Element): HTMLElement {
  const root = element.querySelector<HTMLElement>(':scope > [data-root]');
  if (!root) throw new Error(`${element.id}: no root`);
  return root;
}

/** A cell as the page brings it: its charts are taken from the still. */
function broughtBy(element: HTMLElement): Brought {
  const { ran, ...cell } = jsonIn<CellData>(element);
  const charts = [...element.querySelectorAll('[data-chart]')].values();
  const outputs: Ran['outputs'] = ran.outputs.map((output) =>
    output.kind === 'chart' ? { ...output, svg: charts.next().value?.innerHTML ?? '' } : output,
  );
  return { ...cell, ran: { ...ran, outputs } };
}

/** Loads what runs cells: at the first Run. */
async function connect(hooks: Pick<ClientOptions, 'began' | 'ended'>): Promise<Client> {
  const [{ openClient }, { openThread }, { default: worker }] = await Promise.all([
    import('../../notebook/client.ts'),
    import('../../notebook/open.ts'),
    import('../../notebook/worker.ts?worker&url'),
  ]);
  const site = new URL(import.meta.env.BASE_URL.replace(/\/?$/, '/'), location.href).href;
  const evidence = createEvidencePort(site);
  return openClient({
    ...hooks,
    open: () => openThread({ frame: `${site}cells.html`, worker }),
    async read(path) {
      // A cell's text may be a stranger's: it gets the evidence, and no other file of the site.
      const { href } = new URL(`evidence/${path}`, site);
      if (!href.startsWith(`${site}evidence/`)) throw new Error(`${path}: not under evidence`);
      return evidence(path);
    },
  });
}
