import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { preview } from 'astro';

/** A running server: its address with a slash at its end, and how to stop it. */
export interface Served {
  readonly url: string;
  stop(): Promise<void>;
}

/** Serves a built site exactly as `npm start` does, headers and base path included. */
export async function serveSite(outDir = './dist', base = '/'): Promise<Served> {
  const server = await preview({
    root: '.',
    outDir,
    base,
    logLevel: 'silent',
    server: { port: 0, host: '127.0.0.1' },
  });
  return {
    url: `http://127.0.0.1:${server.port}${base}`,
    stop: () => server.stop(),
  };
}

/** Serves one HTML page from an origin of its own: somebody else's wiki. */
export async function servePage(html: string): Promise<Served> {
  const server = createServer((_request, response) => {
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.end(html);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
