/** What a chapter may use: `import { Widget, Fact } from '@kit';` */
export { default as Card } from './Card.astro';
export { default as Differs } from './Differs.astro';
export { default as Fact } from './Fact.astro';
export { default as Landing } from './Landing.astro';
export { default as Misconception } from './Misconception.astro';
export { default as Post } from './Post.astro';
export { default as Question } from './Question.astro';
export { default as Recall } from './Recall.astro';
export { default as Source } from './Source.astro';
export { default as Widget } from './Widget.astro';
