import { describe, expect, it } from 'vitest';
import config from '../dependency-cruiser.config.mjs';

interface Side {
  readonly path?: string;
  readonly pathNot?: string | readonly string[];
}
interface Rule {
  readonly name: string;
  readonly from: Side;
  readonly to: Side;
}

const fits = ({ path, pathNot = [] }: Side, file: string) =>
  path !== undefined &&
  new RegExp(path).test(file) &&
  ![pathNot].flat().some((pattern) => new RegExp(pattern).test(file));

/** Rules that forbid an arrow from one file to another. */
const forbidden = (from: string, to: string) =>
  (config.forbidden as readonly Rule[])
    .filter((rule) => fits(rule.from, from) && fits(rule.to, to))
    .map(({ name }) => name);

describe('the order of rooms', () => {
  it.each([
    ['src/evidence/pprof/read.ts', 'src/share/link.ts'],
    ['src/evidence/ttrpc/decode.ts', 'src/widgets/contract.ts'],
    ['src/model/ttrpc/client-a.ts', 'src/evidence/goroutine/read.ts'],
    ['src/model/dump/text.ts', 'src/evidence/goroutine/types.ts'],
    ['src/model/ttrpc/places.ts', 'src/evidence/ttrpc/decode.ts'],
    ['src/evidence/diagnose/diagnose.ts', 'src/model/explore/explore.ts'],
    ['src/evidence/goroutine/read.ts', 'src/model/kernel/channel.ts'],
    ['src/lesson/kinds.ts', 'src/widgets/exercise/view.tsx'],
    ['src/share/link.ts', 'src/lesson/kinds.ts'],
    ['src/share/link.ts', 'src/model/kernel/machine.ts'],
    ['src/share/words.ts', 'src/evidence/ttrpc/book.ts'],
    ['src/shell/engine.ts', 'src/widgets/terminal/view.tsx'],
    ['src/widgets/terminal/view.tsx', 'src/site/words.ts'],
    ['src/widgets/terminal/view.tsx', 'content/evidence/sources.yaml'],
    ['src/cli/main.ts', 'src/widgets/words.ts'],
    ['src/site/words.ts', 'src/pages/index.astro'],
    ['src/evidence/pprof/read.ts', 'test/evidence/pprof/small.ts'],
  ])('forbids %s → %s', (from, to) => {
    expect(forbidden(from, to)).not.toEqual([]);
  });

  it.each([
    ['src/model/ttrpc/places.ts', 'src/evidence/ttrpc/book.ts'],
    ['src/widgets/ttrpc-lab/view.tsx', 'src/model/kernel/machine.ts'],
    ['src/evidence/diagnose/diagnose.ts', 'src/evidence/goroutine/types.ts'],
    ['src/widgets/terminal/view.tsx', 'src/shell/client.ts'],
    ['src/widgets/contract.ts', 'content/strings/en.json'],
    ['src/cli/main.ts', 'src/evidence/goroutine/read.ts'],
    ['src/site/embeds.ts', 'src/widgets/registry.ts'],
    ['src/pages/embed.js.ts', 'src/site/embeds.ts'],
  ])('allows %s → %s', (from, to) => {
    expect(forbidden(from, to)).toEqual([]);
  });
});
