import { readdirSync } from 'node:fs';

/** Addresses under a folder of `content/en`, in the order of their files: numbers order, names address. */
function slugs(folder: string): { slug: string }[] {
  return readdirSync(`content/en/${folder}`)
    .filter((file) => file.endsWith('.mdx'))
    .sort()
    .map((file) => ({ slug: `${folder}/${file.replace(/^\d+-|\.mdx$/g, '')}` }));
}

/** The side bar, and with it the order of previous and next: the chapters that are written, the cards, the model. */
export function sidebar() {
  return [
    { label: 'The course', translations: { 'zh-CN': '课程' }, items: slugs('chapters') },
    { label: 'Runbook', translations: { 'zh-CN': '运维手册' }, items: slugs('runbook') },
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
    { slug: 'workbench' },
  ];
}
