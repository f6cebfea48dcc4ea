/**
 * Starts a worker from its built file (`import('./worker.ts?worker&url')`). In a sandboxed frame the page's origin
 * is opaque, and no address counts as its own: there the file is fetched and started from a blob. Chromium refuses a
 * module worker from such a blob (an error event without a word), so it is started as a plain script: a worker must
 * be one file without imports (`vite.worker` in astro.config.mjs).
 */
export async function openWorker(url: string): Promise<Worker> {
  const address = new URL(url, location.href);
  if (globalThis.origin !== 'null') return new Worker(address, { type: 'module' });
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address.pathname}: HTTP ${response.status}`);
  const blob = URL.createObjectURL(new Blob([await response.text()], { type: 'text/javascript' }));
  const worker = new Worker(blob);
  // The worker has its own copy once it runs; until then the address must stay valid.
  worker.addEventListener('message', () => URL.revokeObjectURL(blob), { once: true });
  return worker;
}
