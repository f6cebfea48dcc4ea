import { type At, type Page, type Tag, WORDS } from './page.ts';

/** One place where two translations of a page are not the same page. */
export interface Difference {
  readonly rule:
    | 'front matter'
    | 'headings'
    | 'tags'
    | 'ids'
    | 'code'
    | 'links'
    | 'shapes'
    | 'numerals'
    | 'inline code'
    | 'length';
  readonly path: string;
  readonly line: number;
  readonly says: string;
  readonly hint: string;
}

/** A difference as a test prints it: `file:line rule: what. hint`. */
export function spell({ rule, path, line, says, hint }: Difference): string {
  return `${path}:${line} ${rule}: ${says}. ${hint}`;
}

/** Front matter whose text is words; all other text, and every number, list length and key must be the same. */
const WORDY = new Set([
  'title',
  'description',
  'question',
  'outcomes',
  'label',
  'tagline',
  'alt',
  'text',
]);
/** Components that stand inside a sentence, where the two languages may order them differently. */
const INLINE = new Set(['Fact', 'Source']);
/** Chinese characters for one English word: outside this band one side has lost, or gained, a part. */
const LENGTH_BAND = [1.2, 2.6] as const;
/** Pages with fewer English words than this are too short for a ratio to mean anything. */
const LENGTH_FROM = 100;

/** Every difference between an English page and its Chinese twin. The line is that of the Chinese page where it has one. */
export function differences(en: Page, zh: Page): Difference[] {
  return [
    ...matter(en, zh),
    ...headings(en, zh),
    ...inOrder(
      'tags',
      en,
      zh,
      blockTags(en),
      blockTags(zh),
      'Place the same components in the same order, with the same attributes.',
    ),
    ...bySection(
      'tags',
      en,
      zh,
      inlineTags(en),
      inlineTags(zh),
      'Name the same facts and sources in the same section.',
    ),
    ...ids(en),
    ...ids(zh),
    ...inOrder(
      'code',
      en,
      zh,
      en.code.map(codeOf),
      zh.code.map(codeOf),
      'Code is the same in both languages, apart from comments.',
    ),
    ...bySection(
      'links',
      en,
      zh,
      links(en, 'en'),
      links(zh, 'zh-cn'),
      'Link to the same page in the language of this one.',
    ),
    ...inOrder(
      'shapes',
      en,
      zh,
      en.shapes,
      zh.shapes,
      'Give lists as many items, and tables as many rows and columns.',
    ),
    ...bySection(
      'numerals',
      en,
      zh,
      numerals(en),
      numerals(zh),
      'Write the same figures in the same section, or write both in words.',
    ),
    ...bySection(
      'inline code',
      en,
      zh,
      spans(en),
      spans(zh),
      'Put the same words in backticks in the same section.',
    ),
    ...length(en, zh),
  ];
}

function matter(en: Page, zh: Page): Difference[] {
  const found: Difference[] = [];
  const at = (path: string, says: string, hint: string) =>
    found.push({ rule: 'front matter', path: zh.path, line: 1, says: `${path} ${says}`, hint });
  const walk = (a: unknown, b: unknown, path: string, wordy: boolean): void => {
    if (Array.isArray(a) && Array.isArray(b)) {
      if (a.length !== b.length)
        at(path, `has ${b.length} items, not ${a.length}`, 'Translate every item.');
      else for (const [i, item] of a.entries()) walk(item, b[i], `${path}/${i}`, wordy);
    } else if (isMap(a) && isMap(b)) {
      for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
        const inner = path === '' ? key : `${path}/${key}`;
        if (!(key in a))
          at(inner, 'stands only here', 'Add it to the English page, or take it out.');
        else if (!(key in b)) at(inner, 'is missing', 'Add it.');
        else walk(a[key], b[key], inner, WORDY.has(key));
      }
    } else if (wordy && typeof a === 'string' && typeof b === 'string') {
      if (b.trim() === '') at(path, 'is empty', 'Translate it.');
    } else if (a !== b)
      at(path, `is ${JSON.stringify(b)}, not ${JSON.stringify(a)}`, 'Only words may differ.');
  };
  walk(en.matter, zh.matter, '', false);
  return found;
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function headings(en: Page, zh: Page): Difference[] {
  const depth = ({ line, section, it }: At<number>) => ({ line, section, it: '#'.repeat(it) });
  return inOrder(
    'headings',
    en,
    zh,
    en.headings.map(depth),
    zh.headings.map(depth),
    'Keep the same headings at the same depths.',
  );
}

/** A component without its words: `Widget name=terminal state={cwd:'post'}`. */
function written({ name, attributes }: Tag): string {
  const same = Object.entries(attributes)
    .filter(([key]) => !WORDS[name]?.includes(key))
    .map(([key, value]) => `${key}=${value.replaceAll('"', "'").replaceAll(/\s+/g, '')}`);
  const words = (WORDS[name] ?? []).filter((key) => (attributes[key] ?? '').trim() !== '');
  return [name, ...same.sort(), ...words].join(' ');
}

const tagsWhere = (page: Page, inline: boolean): At<string>[] =>
  page.tags
    .filter(({ it }) => INLINE.has(it.name) === inline)
    .map(({ line, section, it }) => ({ line, section, it: written(it) }));
const blockTags = (page: Page) => tagsWhere(page, false);
const inlineTags = (page: Page) => tagsWhere(page, true);

/** Ids name places in links: each may stand once on a page. */
function ids(page: Page): Difference[] {
  const seen = new Set<string>();
  const found: Difference[] = [];
  for (const { line, it } of page.tags) {
    if (it.name !== 'Widget') continue;
    const id = it.attributes.id;
    if (id === undefined || seen.has(id))
      found.push({
        rule: 'ids',
        path: page.path,
        line,
        says: id === undefined ? 'a widget has no id' : `the id ${id} stands twice`,
        hint: 'Give every widget an id of its own.',
      });
    else seen.add(id);
  }
  return found;
}

/**
 * Shell and YAML comments are words; so are those of Go and TypeScript. A `#` or `//` inside a word is code. A cell is the
 * same to the letter, since the build runs it once for both languages.
 */
function codeOf({ line, section, it }: At<{ language: string; text: string }>): At<string> {
  if (/ live\b/.test(it.language)) {
    return { line, section, it: `\`\`\`${it.language}\n${it.text}` };
  }
  const comment = /^(sh|bash|yaml)$/.test(it.language) ? /(^|\s)#.*$/gm : /(^|\s)\/\/.*$/gm;
  const text = it.text.replaceAll(comment, '').replaceAll(/[ \t]+$/gm, '');
  return { line, section, it: `\`\`\`${it.language}\n${text}` };
}

/** Links with the page's own locale left open: one that stays in the other language then has no match. */
const links = (page: Page, locale: 'en' | 'zh-cn'): At<string>[] =>
  page.links.map(({ line, section, it }) => ({
    line,
    section,
    it: it.replace(`/${locale}/`, '/<locale>/'),
  }));

/** Figures in the prose of each section, each once: how often a figure is repeated is a matter of style. */
function numerals(page: Page): At<string>[] {
  const words = wordsOf(page.matter).map((it) => ({ line: 1, section: 0, it }));
  return once(
    [...words, ...page.prose].flatMap(({ line, section, it }) =>
      [...it.matchAll(/\d+(?:[.,]\d+)*/g)].map(([figure]) => ({
        line,
        section,
        it: figure.replaceAll(',', ''),
      })),
    ),
  );
}

const spans = (page: Page): At<string>[] =>
  once(page.inlineCode.map(({ line, section, it }) => ({ line, section, it: `\`${it}\`` })));

function wordsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(wordsOf);
}

function once(all: readonly At<string>[]): At<string>[] {
  const seen = new Set<string>();
  return all.filter(({ section, it }) => {
    const key = `${section} ${it}`;
    return !seen.has(key) && seen.add(key);
  });
}

/** Compares two sequences place by place and reports the first place where they part. */
function inOrder(
  rule: Difference['rule'],
  en: Page,
  zh: Page,
  a: readonly At<string>[],
  b: readonly At<string>[],
  hint: string,
): Difference[] {
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const here = a[i];
    const there = b[i];
    if (here?.it === there?.it && here?.section === there?.section) continue;
    const shown = (one: At<string> | undefined) =>
      one ? `${JSON.stringify(one.it)} in section ${one.section}` : 'nothing';
    return [
      {
        rule,
        path: there ? zh.path : en.path,
        line: there?.line ?? here?.line ?? 0,
        says: `number ${i + 1} is ${shown(there)} in Chinese, ${shown(here)} in English`,
        hint,
      },
    ];
  }
  return [];
}

/** Compares what stands in each section, whatever its order. */
function bySection(
  rule: Difference['rule'],
  en: Page,
  zh: Page,
  a: readonly At<string>[],
  b: readonly At<string>[],
  hint: string,
): Difference[] {
  const lacks = (
    here: Page,
    all: readonly At<string>[],
    other: readonly At<string>[],
    tongue: string,
  ) => {
    const rest = other.map(({ section, it }) => `${section} ${it}`);
    return all.flatMap(({ line, section, it }): Difference[] => {
      const found = rest.indexOf(`${section} ${it}`);
      if (found >= 0) {
        rest.splice(found, 1);
        return [];
      }
      return [
        {
          rule,
          path: here.path,
          line,
          says: `${it} has no match in section ${section} of the ${tongue} page`,
          hint,
        },
      ];
    });
  };
  return [...lacks(en, a, b, 'Chinese'), ...lacks(zh, b, a, 'English')];
}

function length(en: Page, zh: Page): Difference[] {
  const words = en.prose.flatMap(
    ({ it }) => it.match(/[A-Za-z]+(?:['’-][A-Za-z]+)*/g) ?? [],
  ).length;
  if (words < LENGTH_FROM) return [];
  const characters = zh.prose.flatMap(({ it }) => it.match(/\p{Script=Han}/gu) ?? []).length;
  const ratio = characters / words;
  if (ratio >= LENGTH_BAND[0] && ratio <= LENGTH_BAND[1]) return [];
  return [
    {
      rule: 'length',
      path: zh.path,
      line: 1,
      says: `${characters} characters for ${words} English words (${ratio.toFixed(2)} each, expected ${LENGTH_BAND.join(' to ')})`,
      hint: 'Look for a paragraph that only one side has.',
    },
  ];
}
