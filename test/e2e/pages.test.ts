import { pagesAreSound } from './sound.ts';

pagesAreSound([
  '',
  'runbook/reading-164/',
  'runbook/your-runbook/',
  'appendix/channels/',
  'appendix/commands/',
  'appendix/lines/',
  'appendix/glossary/',
  'lab/',
  'practice/',
  'cells/',
  'how-true/',
  'progress/',
  'facilitate/',
  'facilitate/drill/',
]);
