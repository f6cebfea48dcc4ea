import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { APIRoute, GetStaticPaths } from 'astro';
import { EVIDENCE_ROOT, evidenceFiles } from '../../site/evidence.ts';

export const getStaticPaths = (async () =>
  (await evidenceFiles()).map((file) => ({ params: { file } }))) satisfies GetStaticPaths;

/** Evidence is served byte for byte as it was captured. */
export const GET: APIRoute = async ({ params }) =>
  new Response(new Uint8Array(await readFile(path.join(EVIDENCE_ROOT, params.file ?? ''))), {
    headers: {
      'Content-Type': params.file?.endsWith('.gz')
        ? 'application/gzip'
        : 'text/plain; charset=utf-8',
    },
  });
