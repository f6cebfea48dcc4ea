import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's root: everything here runs from it, wherever the command was typed. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const STAMP = path.join(ROOT, 'node_modules/.stuck-in-send');
const ENOUGH = [22, 12];

/** Runs a command in the project's root with its output on the terminal; true when it ended well. */
export function run(command, args, options = {}) {
  const { status, error } = spawnSync(command, args, {
    cwd: ROOT,
    stdio: 'inherit',
    shell: process.platform === 'win32',
    env: environment(),
    ...options,
  });
  if (error) console.error(`${command}: ${error.message}`);
  return status === 0;
}

/** Runs a command as `run` does, beside others: whether it ended well, and all that it wrote, in the order in which it came. */
export function runQuietly(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
      env: environment(),
      ...options,
    });
    const parts = [];
    child.stdout.on('data', (part) => parts.push(part));
    child.stderr.on('data', (part) => parts.push(part));
    const end = (good, last = '') => resolve({ good, output: `${Buffer.concat(parts)}${last}` });
    child.on('error', (error) => end(false, `${command}: ${error.message}`));
    child.on('close', (code) => end(code === 0));
  });
}

/** Installs what the lock file names, unless exactly that is there already. Exits with advice when it cannot. */
export function install() {
  const lock = readFileSync(path.join(ROOT, 'package-lock.json'));
  const wanted = createHash('sha256').update(lock).digest('hex');
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted) return;
  console.log('Installing packages (about a minute the first time) …');
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
  // `npm ci` refuses a lock made where the registry lacks packages for other platforms; `npm install` copes.
  if (!run('npm', ['ci', ...quiet]) && !run('npm', ['install', '--no-save', ...quiet])) {
    console.error(
      '\nnpm could not install the packages. It needs the npm registry once; its reason stands above.',
    );
    process.exit(1);
  }
  writeFileSync(STAMP, wanted);
}

/** Path of a Node that Astro and Vitest accept: this one, or the one among the packages. Exits with advice when there is none. */
export function findNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > ENOUGH[0] || (major === ENOUGH[0] && minor >= ENOUGH[1])) return process.execPath;
  const packaged = path.join(
    ROOT,
    'node_modules/.bin',
    process.platform === 'win32' ? 'node.cmd' : 'node',
  );
  if (existsSync(packaged)) return packaged;
  console.error(
    `This is Node ${process.versions.node}. The kit needs Node ${ENOUGH.join('.')} or newer, and no packaged one exists ` +
      `for ${process.platform}-${process.arch}. Install a newer Node and run the command again.`,
  );
  return process.exit(1);
}

/** The environment with the packages' commands first, as `npm run` has it. */
export function environment(extra = {}) {
  const bin = path.join(ROOT, 'node_modules/.bin');
  return {
    ...process.env,
    ASTRO_TELEMETRY_DISABLED: '1',
    PATH: `${bin}${path.delimiter}${process.env.PATH ?? ''}`,
    ...extra,
  };
}
