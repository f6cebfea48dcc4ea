import path from 'node:path';
import { readSource } from '../../lesson/source.ts';

/** The part of Vite's plugin that this needs, so that no type of Vite's own has to be a dependency. */
interface ExercisePlugin {
  readonly name: string;
  readonly enforce: 'pre';
  transform(
    this: { error(message: string): never },
    text: string,
    id: string,
  ): { code: string; map: null } | null;
}

/**
 * Compiles `content/exercises/<id>.yaml` to a module with the checked data as its default export, so that a page
 * fetches one small chunk for each exercise it shows and no YAML reader. An author's mistake stops the build.
 */
export function exercises(): ExercisePlugin {
  return {
    name: 'exercises',
    enforce: 'pre',
    transform(text, id) {
      const [, name] =
        /\/content\/exercises\/([^/?]+)\.yaml$/.exec(id.split(path.sep).join('/')) ?? [];
      if (name === undefined) return null;
      const read = readSource(text, name);
      if (!read.ok) {
        return this.error(
          `content/exercises/${name}.yaml:${read.at}: ${read.problem}. ${read.hint}`,
        );
      }
      return { code: `export default ${JSON.stringify(read.value)};`, map: null };
    },
  };
}
