/**
 * How long a frame of the flame graph takes with 100,000 boxes, laid out and drawn in Chromium's canvas without a GPU,
 * beside drawing every box, in one run. `node test/bench/flame.ts [boxes] [width in px]`.
 */
import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { startBrowser } from '../e2e/browser.ts';
import type { Report } from './flame-page.ts';

const ROOT = new URL('../../', import.meta.url);
const ORIGIN = 'http://bench.invalid';
const FRAMES = 120;
/** What a screen of 60 Hz leaves for a frame, ms. */
const BUDGET = 1000 / 60;

const boxes = Number(process.argv[2] ?? 100_000);
const width = Number(process.argv[3] ?? 1440);

const browser = await startBrowser();
try {
  const page = await browser.newPage();
  // The browser gets the sources as they are, without their types: nothing is bundled, nothing comes from a network.
  await page.route(`${ORIGIN}/**`, (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname === '/') {
      return route.fulfill({ contentType: 'text/html', body: '<!doctype html>' });
    }
    const source = readFileSync(new URL(`.${pathname}`, ROOT), 'utf8');
    return route.fulfill({ contentType: 'text/javascript', body: stripTypeScriptTypes(source) });
  });
  await page.goto(`${ORIGIN}/`);
  const report = await page.evaluate(
    async ([url, count, wide, times]): Promise<Report> => {
      const { run } = await import(url as string);
      return run(count, wide, times);
    },
    [`${ORIGIN}/test/bench/flame-page.ts`, boxes, width, FRAMES] as const,
  );
  print(report);
} finally {
  await browser.close();
}

function print(report: Report): void {
  console.log(
    `${report.boxes} boxes, ${report.deepest + 1} rows, canvas ${report.width} x ${report.height} px, ${FRAMES} frames each`,
  );
  const median = (frames: readonly number[]) =>
    frames.toSorted((a, b) => a - b)[Math.floor(frames.length / 2)] ?? 0;
  for (const { name, frames, drawn } of report.laps) {
    const inTime = frames.filter((frame) => frame <= BUDGET).length;
    console.log(
      `${name.padEnd(26)} median ${median(frames).toFixed(2).padStart(8)} ms  worst ${Math.max(
        ...frames,
      )
        .toFixed(2)
        .padStart(8)} ms  within 1/60 s: ${inTime} of ${frames.length}  drawn last: ${drawn}`,
    );
  }
  for (const name of ['whole', 'zoom', 'scroll']) {
    const lap = (wanted: string) =>
      median(report.laps.find((found) => found.name === wanted)?.frames ?? []);
    const ratio = lap(name) / lap(`${name}, everything drawn`);
    console.log(`${name} / everything drawn: ${ratio.toFixed(4)}`);
  }
}
