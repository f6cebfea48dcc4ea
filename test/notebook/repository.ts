import { readdirSync } from 'node:fs';
import path from 'node:path';

/** Every TypeScript file of this repository without JSX, as a path from its root: real text for the compiler of cells. */
export const files: readonly string[] = ['src', 'test'].flatMap((root) =>
  readdirSync(root, { recursive: true, withFileTypes: true })
    .filter(({ name }) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
    .map(({ parentPath, name }) => path.join(parentPath, name)),
);
