import type { Card } from '../../../src/lesson/card/card.ts';
import { EMPTY, SECTIONS, type SectionId } from '../../../src/lesson/card/card.ts';
import type { Surroundings } from '../../../src/lesson/card/write.ts';

/** Words and embeds as a page gives them. */
export const AROUND: Surroundings = {
  locale: 'en',
  untitled: 'Our runbook card',
  heading: (id) => `About ${id}`,
  embed: ({ widget, query, height }) =>
    `<iframe src="https://kit.example/en/embed/${widget}/?${query}" height="${height}"></iframe>\n<script src="https://kit.example/embed.js" defer></script>`,
  footer: 'Written with [Stuck in Send](https://kit.example/).',
};

export function cardOf(sections: Partial<Record<SectionId, string>>, rest: Partial<Card> = {}) {
  return { ...EMPTY, ...rest, sections: { ...EMPTY.sections, ...sections } };
}

/** The same text in every section. */
export function everywhere(text: string): Card {
  return cardOf(Object.fromEntries(SECTIONS.map((id) => [id, text])));
}

/** What teams type, and what could break a file: each is a line. */
export const NASTY = [
  '',
  'containerd grows, and `crictl stats` does not come back',
  '`a` and ``b ` c`` and ``` alone',
  '```sh',
  '```',
  '~~~~ yaml title',
  '~~~',
  '    ```',
  '---',
  '===',
  '- - -',
  '-',
  '- item',
  '* star item',
  '  - indented',
  '+ plus',
  '1. first',
  '7. seventh',
  '1) bracket',
  '- # not a heading',
  '- 1. nested',
  '# not a heading #',
  '> not a quote',
  '<script>alert(1)</script> <b>bold</b>',
  '<!-- card look -->',
  '{/* card end */} {1 + 1}',
  '<!-- stuck-in-send runbook-card 1 en html -->',
  '# <!-- card end -->',
  '| a | b |',
  '|---|---|',
  ':--|--:',
  ': definition',
  '::: note',
  '!!! note',
  '??? note',
  'import x from "y"',
  'export KUBECONFIG=/etc/kubernetes/admin.conf',
  '&lt; &#60; &amp; AT&T',
  '\\ back\\slash \\* \\`',
  '**bold** _it_ snake_case __x__ ~~gone~~ ~5 min',
  '[a](b) [^1] [x] ![i](j) [board](https://grafana.example/d/1)',
  '[https://a.example](https://a.example)',
  'see https://wiki.example/on-call?x=1&y=_2_, then',
  '<https://a.example/x> https://',
  '看 https://wiki.example/值班，然后 `kill -USR1`。',
  '节点 hang 住：先看 containerd 的内存，再看 kubelet。',
  `${'long '.repeat(300)}end`,
  '\u3000全角空格',
  '🤔 emoji',
  '2021-11-09: 1.4.11',
] as const;
