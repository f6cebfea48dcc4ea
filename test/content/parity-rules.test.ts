import { describe, expect, test } from 'vitest';
import { readPage } from './page.ts';
import { differences, spell } from './parity.ts';

/** A page that holds one of everything the checker looks at, and its faithful twin. */
const EN = `---
title: Reading
question: What waits?
number: 7
outcomes: [One, Two]
---

## The rows

Row <Fact id="post.rows.444" /> of version 1.0.1 is \`:444\` [here](/en/runbook/x/) <Source at="a/b@v1.0.1 c.go:4" />.

<Widget name="terminal" id="run" state={{ cwd: 'captured' }} />

\`\`\`sh
cat x | sort # by line
\`\`\`

### The rest

- a
- b

<Recall>
<Question q="Why at 459?">

It waits.

</Question>
</Recall>
`;

const ZH = `---
title: 读懂
question: 谁在等？
number: 7
outcomes: [一, 二]
---

## 那几行

版本 1.0.1 <Source at="a/b@v1.0.1 c.go:4" /> 的第 <Fact id="post.rows.444" /> 行是 \`:444\`，见[这里](/zh-cn/runbook/x/)。

<Widget name="terminal" id="run" state={{ cwd: "captured" }} />

\`\`\`sh
cat x | sort # 按行
\`\`\`

### 其余

- 甲
- 乙

<Recall>
<Question q="为什么是 459？">

它在等。

</Question>
</Recall>
`;

const compare = (en: string, zh: string) =>
  differences(readPage('en.mdx', en), readPage('zh.mdx', zh));

test('a faithful translation has no differences: order in a sentence, quotes, comments and locale are free', () => {
  expect(compare(EN, ZH).map(spell)).toEqual([]);
});

describe('what is not the same is reported with its rule, file and line', () => {
  const cases: [what: string, from: string, to: string, rule: string, place: string][] = [
    ['a missing front matter key', 'question: 谁在等？\n', '', 'front matter', 'zh.mdx:1'],
    ['another number in the front matter', 'number: 7', 'number: 8', 'front matter', 'zh.mdx:1'],
    [
      'a list of the front matter that lost an item',
      '[一, 二]',
      '[一]',
      'front matter',
      'zh.mdx:1',
    ],
    [
      'words of the front matter left empty',
      'title: 读懂',
      "title: ''",
      'front matter',
      'zh.mdx:1',
    ],
    ['a heading at another depth', '### 其余', '## 其余', 'headings', 'zh.mdx:18'],
    ['a heading that is missing', '### 其余\n', '', 'headings', 'en.mdx:18'],
    ['a widget in another state', '"captured"', '"post"', 'tags', 'zh.mdx:12'],
    ['a widget with another id', 'id="run"', 'id="walk"', 'tags', 'zh.mdx:12'],
    [
      'a widget in another section',
      '### 其余\n',
      '### 其余\n\n<Card id="x" />\n',
      'tags',
      'zh.mdx:20',
    ],
    ['another fact', 'post.rows.444', 'post.rows.434', 'tags', 'zh.mdx:10'],
    ['another source', 'c.go:4" />', 'c.go:5" />', 'tags', 'zh.mdx:10'],
    ['a question without words', 'q="为什么是 459？"', 'q=""', 'tags', 'zh.mdx:24'],
    ['other code', 'cat x | sort', 'cat x | uniq', 'code', 'zh.mdx:14'],
    ['code in another language', '```sh', '```text', 'code', 'zh.mdx:14'],
    ['a link into the other language', '/zh-cn/runbook/x/', '/en/runbook/x/', 'links', 'zh.mdx:10'],
    ['a list that lost an item', '- 乙\n', '', 'shapes', 'zh.mdx:20'],
    ['another figure in the prose', '版本 1.0.1', '版本 1.0.2', 'numerals', 'zh.mdx:10'],
    ['another figure in a question', '459？', '444？', 'numerals', 'zh.mdx:24'],
    ['other words in backticks', '`:444`', '`:445`', 'inline code', 'zh.mdx:10'],
  ];
  test.each(cases)('%s', (_, from, to, rule, place) => {
    const broken = ZH.replaceAll(from, to);
    expect(broken).not.toBe(ZH);
    const found = compare(EN, broken);
    expect(found.map((one) => one.rule)).toContain(rule);
    expect(found.map(spell).join('\n')).toContain(`${place} ${rule}: `);
  });
});

test('the same figure in another section is a difference, in the same section it may be repeated', () => {
  expect(compare(EN, ZH.replace('它在等。', '它在等 1.0.1。')).map(({ rule }) => rule)).toEqual([
    'numerals',
  ]);
  expect(compare(EN, ZH.replace('版本 1.0.1', '版本 1.0.1，即 1.0.1')).map(spell)).toEqual([]);
});

test('thousands may be grouped in one language and not in the other', () => {
  expect(
    compare(EN.replace('It waits.', '1,000 wait.'), ZH.replace('它在等。', '1000 个在等。')).map(
      spell,
    ),
  ).toEqual([]);
});

test('two widgets of a page must not share an id, nor lack one', () => {
  const twice = (page: string) =>
    page.replace('<Recall>', "<Widget name='a' id='run' />\n\n<Recall>");
  expect(compare(twice(EN), twice(ZH)).map(({ rule, path }) => `${path} ${rule}`)).toEqual([
    'en.mdx ids',
    'zh.mdx ids',
  ]);
  const none = (page: string) => page.replace('<Recall>', "<Widget name='a' />\n\n<Recall>");
  expect(compare(none(EN), none(ZH)).map(({ rule }) => rule)).toEqual(['ids', 'ids']);
});

test('a paragraph that only one side has shows in the length of a long page', () => {
  const en = `${EN}\n${'one two three four five six seven eight nine ten\n\n'.repeat(12)}`;
  const zh = `${ZH}\n${'一二三四五六七八九十甲乙丙丁戊\n\n'.repeat(12)}`;
  expect(compare(en, zh).map(spell)).toEqual([]);
  expect(compare(en, ZH).map(({ rule }) => rule)).toEqual(['length']);
});

test('a page whose MDX is not well formed is an error, not a page without components', () => {
  expect(() => readPage('zh.mdx', ZH.replace('</Recall>', ''))).toThrow();
});
