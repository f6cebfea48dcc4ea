/**
 * The order of the rooms (the house's plan): an arrow may only point at a room below.
 * `model` knows of `evidence` only the book of ttrpc's lines: the model stands on the same lines, by the same names, as
 * the reader of dumps finds them.
 */
const BOOK = '^src/evidence/ttrpc/(book|positions|at)\\.ts$';

/** Room → what it may import besides itself. `content/` is data and open to `site`, `pages` and types. */
const MAY_IMPORT = {
  model: [BOOK],
  evidence: [],
  lesson: ['^src/(model|evidence)/'],
  share: [],
  notebook: ['^src/(model|evidence|lesson|share)/'],
  shell: ['^src/(model|evidence|lesson|share)/'],
  widgets: ['^src/(model|evidence|lesson|share|notebook|shell)/', '^content/strings/'],
  cli: ['^src/(model|evidence|lesson|share|notebook|shell)/', '^content/strings/'],
  site: ['^src/(model|evidence|lesson|share|notebook|shell|widgets)/', '^content/'],
  pages: ['^src/(model|evidence|lesson|share|notebook|shell|widgets|site)/', '^content/'],
};

const pure = ['model', 'evidence', 'lesson', 'share'];

export default {
  forbidden: [
    ...Object.entries(MAY_IMPORT).map(([room, allowed]) => ({
      name: `${room}-imports-only-rooms-below`,
      severity: 'error',
      from: { path: `^src/${room}/` },
      to: { path: '^(src|content|test)/', pathNot: [`^src/${room}/`, ...allowed] },
    })),
    {
      name: 'pure-rooms-import-no-packages',
      comment:
        'Readers and models are our own code and run anywhere: no package, no Node module. ' +
        'Only exercises are read from YAML, at build, by the `yaml` package.',
      severity: 'error',
      from: { path: `^src/(${pure.join('|')})/`, pathNot: '^src/lesson/source\\.ts$' },
      to: { dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'core'] },
    },
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'everything-resolves',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^(astro:|virtual:|@kit$)' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|\\.astro)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
