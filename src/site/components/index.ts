/** What a chapter may use: `import { Widget, Fact } from '@kit';` */
export { default as Landing } from './Landing.astro';
export { default as Widget } from './Widget.astro';
