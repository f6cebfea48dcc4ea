import type { Exercise } from '../../lesson/exercise.ts';
import type { Prediction } from '../../lesson/prediction.ts';

type Source = Exercise | Prediction;
type Modules = Readonly<Record<string, () => Promise<{ readonly default: Source }>>>;

/** What exercises and predictions there are, each fetched when it is asked for. */
export interface Library {
  has(id: string): boolean;
  /** Rejects with a readable Error when there is none with this id. */
  open(id: string): Promise<Source>;
  /** All of them, by id. */
  all(): Promise<readonly Source[]>;
}

/** A library over modules by path, as `import.meta.glob` gives them. */
export function createLibrary(modules: Modules): Library {
  const byId = new Map(
    Object.entries(modules).map(([file, load]) => [/([^/]+)\.yaml$/.exec(file)?.[1] ?? file, load]),
  );
  const open = async (id: string): Promise<Source> => {
    const load = byId.get(id);
    if (!load) throw new Error(`There is no exercise "${id}".`);
    return (await load()).default;
  };
  return {
    has: (id) => byId.has(id),
    open,
    all: () => Promise.all([...byId.keys()].sort().map(open)),
  };
}

/** `content/exercises`, compiled at build (src/site/build/exercises.ts): one small chunk each. */
export const library = createLibrary(
  import.meta.glob<{ readonly default: Source }>('../../../content/exercises/*.yaml'),
);
