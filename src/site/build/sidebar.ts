import { readdirSync } from 'node:fs';
import { addressOf } from '../address.ts';

/** Addresses under a folder of `content/en`, in the order of their files: numbers order, names address. */
function slugs(folder: string): { slug: string }[] {
  return readdirSync(`content/en/${folder}`)
    .filter((file) => file.endsWith('.mdx'))
    .sort()
    .map((file) => ({ slug: addressOf(`${folder}/${file}`) }));
}

/** The runbook cards, in the order of the chapters that they are named after; others last. */
function cards(): { slug: string }[] {
  const order = slugs('chapters').map(({ slug }) => slug.replace(/^chapters/, 'runbook'));
  const place = ({ slug }: { slug: string }) => order.indexOf(slug) + 1 || order.length + 1;
  return slugs('runbook').sort((a, b) => place(a) - place(b));
}

const isNotIndex = ({ slug }: { slug: string }): boolean => slug.includes('/');

/** The side bar, and with it the order of previous and next: the chapters that are written, the cards, the model. The trainers' pages stand last. */
export function sidebar() {
  return [
    { label: 'The course', translations: { 'zh-CN': '课程' }, items: slugs('chapters') },
    { label: 'Runbook', translations: { 'zh-CN': '运维手册' }, items: cards() },
    {
      label: 'The model',
      translations: { 'zh-CN': '模型' },
      items: [
        { slug: 'lab' },
        { slug: 'practice' },
        { slug: 'hops' },
        { slug: 'cells' },
        { slug: 'how-true' },
      ],
    },
    { label: 'Appendix', translations: { 'zh-CN': '附录' }, items: slugs('appendix') },
    { slug: 'workbench' },
    { slug: 'progress' },
    {
      label: 'For trainers',
      translations: { 'zh-CN': '带课' },
      items: [{ slug: 'facilitate' }, ...slugs('facilitate').filter(isNotIndex)],
      collapsed: true,
    },
  ];
}
