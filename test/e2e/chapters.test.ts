import { pagesAreSound } from './sound.ts';

pagesAreSound([
  'chapters/one-gigabyte/',
  'chapters/who-is-holding-it/',
  'chapters/the-call-that-may-not-time-out/',
  'chapters/the-wrong-turn/',
  'chapters/the-exec-storm/',
  'chapters/ask-the-shim/',
  'chapters/reading-164/',
  'chapters/the-circle/',
  'chapters/the-repair/',
  'chapters/your-runbook/',
]);
