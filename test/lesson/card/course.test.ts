import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { blocksOf } from '../../../src/lesson/card/blocks.ts';
import { courseCard, fenced, withBlock } from '../../../src/lesson/card/course.ts';

const FOLDER = 'content/en/runbook';

describe('the commands of the course', () => {
  it.each(readdirSync(FOLDER))('are found on its card: %s', (file) => {
    const mdx = readFileSync(`${FOLDER}/${file}`, 'utf8');
    const { title, commands } = courseCard(file.replace('.mdx', ''), mdx);
    expect(mdx).toContain(`title: ${title}`);
    expect(commands).toHaveLength(mdx.match(/^```sh/gm)?.length ?? 0);
    for (const command of commands) expect(mdx).toContain(`\n${command}\n\`\`\``);
  });

  it('stand in a fence that nothing in them ends', () => {
    for (const command of ['ctr version', 'cat <<X\n```\nX', 'echo "`````"']) {
      expect(blocksOf(fenced(command))).toEqual([{ kind: 'code', language: 'sh', text: command }]);
    }
  });
});

describe('a block put into a text', () => {
  const put = (marked: string) => {
    const at = marked.indexOf('|');
    const { text, at: cursor } = withBlock(marked.replace('|', ''), at, 'BLOCK');
    return `${text.slice(0, cursor)}|${text.slice(cursor)}`;
  };

  it.each([
    ['|', 'BLOCK\n|'],
    ['first|', 'first\n\nBLOCK\n|'],
    ['fi|rst\nsecond', 'first\n\nBLOCK\n|\nsecond'],
    ['first\n|second', 'first\n\nBLOCK\n|\nsecond'],
    ['first\n\n|\n\nsecond', 'first\n\nBLOCK\n|\nsecond'],
  ])('%j becomes %j', (before, after) => {
    expect(put(before)).toBe(after);
  });
});
