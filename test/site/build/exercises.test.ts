import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readSource } from '../../../src/lesson/source.ts';
import { exercises } from '../../../src/site/build/exercises.ts';

const id = 'reading-164-two-counts';
const file = new URL(`../../../content/exercises/${id}.yaml`, import.meta.url);
const text = readFileSync(file, 'utf8');
const context = {
  error(message: string): never {
    throw new Error(message);
  },
};

describe('the plugin that compiles exercises', () => {
  it('turns a file into a module whose default is what the reader reads', () => {
    const module = exercises().transform.call(context, text, file.pathname);
    const json = /^export default (.*);$/.exec(module?.code ?? '')?.[1] ?? '';
    expect({ ok: true, value: JSON.parse(json) }).toEqual(readSource(text, id));
  });

  it('stops the build at an author’s mistake, with file, line and hint', () => {
    expect(() =>
      exercises().transform.call(context, text.replace('shows: M9', 'shows: M99'), file.pathname),
    ).toThrow(
      /^content\/exercises\/reading-164-two-counts\.yaml:\d+:\d+ wrong\/0\/shows: .*M99.*Did you mean "M9"\?$/,
    );
  });

  it.each(['/kit/content/course.yaml', '/kit/content/exercises/x.yaml?raw', '/kit/src/x.ts'])(
    'leaves %s alone',
    (other) => {
      expect(exercises().transform.call(context, text, other)).toBeNull();
    },
  );
});
