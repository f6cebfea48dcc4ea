import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const PLACES = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** Path of a Chromium, or undefined. */
function findChromium() {
  return PLACES.find((place) => place && existsSync(place));
}

/**
 * A Chromium for the browser tests: one that is there, or Debian's by apt where this user may install.
 * Returns `{ path }`, or `{ advice }` in words for a person.
 */
export function needChromium() {
  const found = findChromium();
  if (found) return { path: found };
  const root = process.getuid?.() === 0;
  if (root && existsSync('/usr/bin/apt-get')) {
    console.log('Installing Chromium by apt …');
    const quiet = { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
    spawnSync('apt-get', ['update', '-qq'], quiet);
    spawnSync('apt-get', ['install', '-y', '-qq', 'chromium'], quiet);
    const installed = findChromium();
    if (installed) return { path: installed };
  }
  return {
    advice:
      'The browser tests need Chromium. On Debian: `sudo apt-get install chromium`. Elsewhere: install Chrome, ' +
      'or point CHROMIUM at a Chromium.',
  };
}
