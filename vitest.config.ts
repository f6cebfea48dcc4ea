import { defineConfig } from 'vitest/config';
import { exercises } from './src/site/build/exercises.ts';
import { LongestFirst } from './test/longest-first.ts';

/** Three projects: `unit` (pure rooms, fast), `content` (what people read), `e2e` (the built site in Chromium). */
export default defineConfig({
  plugins: [exercises()],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    // All cores: left to itself Vitest keeps one free, and of two that is half.
    maxWorkers: '100%',
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          // A guard against hanging, wide enough for a machine with other work.
          testTimeout: 30_000,
          include: ['test/**/*.test.{ts,tsx}', 'src/**/*.test.{ts,tsx}'],
          exclude: ['test/content/**', 'test/e2e/**'],
        },
      },
      {
        extends: true,
        test: { name: 'content', testTimeout: 30_000, include: ['test/content/**/*.test.ts'] },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          // Two browsers share two cores with whatever the machine does besides: what fails is asked once more.
          retry: 1,
        },
      },
    ],
  },
});
