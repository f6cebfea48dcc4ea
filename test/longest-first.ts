import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files of browser tests that take longest, by their names: begun last, one of them would run on alone. */
const LONGEST = ['embed', 'hops', 'chapters', 'pages'];

/** Vitest's own order, but for those. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const at = LONGEST.findIndex((name) => moduleId.endsWith(`/e2e/${name}.test.ts`));
      return at < 0 ? LONGEST.length : at;
    };
    const sorted = await super.sort(files);
    return sorted.sort((a, b) => place(a) - place(b));
  }
}
