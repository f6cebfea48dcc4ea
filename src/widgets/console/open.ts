import type { Shell, ShellOptions } from '../../shell/client.ts';

/** Opens the real shell in a worker; all of it is loaded here and not before. */
export async function openInWorker(options: Omit<ShellOptions, 'open'>): Promise<Shell> {
  const [{ openShell }, { openWorker }, { default: url }] = await Promise.all([
    import('../../shell/client.ts'),
    import('../open-worker.ts'),
    import('../../shell/worker.ts?worker&url'),
  ]);
  return openShell({ ...options, open: () => openWorker(url) });
}
