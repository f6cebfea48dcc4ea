import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { Parser, type Token } from 'acorn';
import { describe, expect, it } from 'vitest';
import { erase, PARSE } from '../../src/notebook/erase.ts';
import { files } from './repository.ts';

/** Tokens with where they stand; semicolons may differ, for each side puts its own where a type was. */
function tokensOf(script: string): readonly string[] {
  const tokens: Token[] = [];
  Parser.parse(script, { ...PARSE, onToken: tokens });
  return tokens
    .map(({ start, end }) => `${start} ${script.slice(start, end)}`)
    .filter((token) => !token.endsWith(' ;'));
}

/** The first token of each at which they part. */
function partOf(ours: readonly string[], theirs: readonly string[]): string | null {
  const at = ours.findIndex((token, place) => token !== theirs[place]);
  if (at < 0 && ours.length === theirs.length) return null;
  return `${ours[at]} <> ${theirs[at]}`;
}

describe('erase, beside the stripping of Node itself', () => {
  it('leaves the same tokens at the same places, in every file of this repository', () => {
    const parted: string[] = [];
    for (const file of files) {
      const text = readFileSync(file, 'utf8');
      const ours = erase(text);
      if (!ours.ok) parted.push(`${file}: ${JSON.stringify(ours.problem)}`);
      else {
        const part = partOf(tokensOf(ours.script), tokensOf(stripTypeScriptTypes(text)));
        if (part !== null) parted.push(`${file}: ${part}`);
      }
    }
    expect(files.length).toBeGreaterThan(500);
    expect(parted).toEqual([]);
  });
});
