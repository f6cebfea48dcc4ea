/** What a chapter may use: `import { Widget, Fact } from '@kit';` */
export { default as Card } from './Card.astro';
export { default as Differs } from './Differs.astro';
export { default as EndsTable } from './EndsTable.astro';
export { default as Fact } from './Fact.astro';
export { default as FamilyTable } from './FamilyTable.astro';
export { default as HangTrace } from './HangTrace.astro';
export { default as Landing } from './Landing.astro';
export { default as MatrixTable } from './MatrixTable.astro';
export { default as Measured } from './Measured.astro';
export { default as Misconception } from './Misconception.astro';
export { default as OnsetTable } from './OnsetTable.astro';
export { default as Post } from './Post.astro';
export { default as PostCounts } from './PostCounts.astro';
export { default as Question } from './Question.astro';
export { default as Recall } from './Recall.astro';
export { default as Source } from './Source.astro';
export { default as Widget } from './Widget.astro';
