import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { needChromium } from './chromium.mjs';
import { environment, findNode, install, ROOT, runQuietly } from './install.mjs';

install();
const node = findNode();
const bin = (name, ...rest) => [path.join(ROOT, 'node_modules', name), ...rest];
const OUTPUT = path.join(ROOT, 'test/.output');
rmSync(OUTPUT, { recursive: true, force: true });
mkdirSync(OUTPUT, { recursive: true });

const tally = { passed: 0, failed: 0 };
const failures = [];

/** Runs one command and then prints its title with all that it said: two at a time would talk into each other. */
async function told(title, args, extra) {
  const { good, output } = await runQuietly(node, args, { env: environment(extra) });
  console.log(`\n── ${title}\n${output.trimEnd()}`);
  return good;
}

/** One check that is good or bad as a whole. */
async function check(title, args, extra = {}) {
  const good = await told(title, args, extra);
  tally[good ? 'passed' : 'failed']++;
  if (!good) failures.push(title);
  return good;
}

/** A Vitest project: each of its tests counts. A run that crashed before it counted is a failure in words. */
async function suite(title, project, extra = {}) {
  const report = path.join(OUTPUT, `${project}.json`);
  const good = await told(
    title,
    bin(
      'vitest/vitest.mjs',
      'run',
      '--project',
      project,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ),
    extra,
  );
  const counted = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : null;
  const passed = counted?.numPassedTests ?? 0;
  const failed = counted?.numFailedTests ?? 0;
  tally.passed += passed;
  tally.failed += failed;
  if (failed > 0) failures.push(`${title}: ${failed}`);
  if ((!good && failed === 0) || passed + failed === 0) {
    tally.failed++;
    failures.push(`${title}: ended before its tests were counted`);
  }
}

/** What reads the sources, and builds them: most of it uses one core. Builds come after `astro check`: they share a folder. */
async function checksAndBuilds() {
  await check('format: code', bin('@biomejs/biome/bin/biome', 'format', '.'));
  await check(
    'format: prose and data',
    bin('prettier/bin/prettier.cjs', '--check', '--log-level=warn', '**/*.{md,mdx,yaml,yml}'),
  );
  await check('lint', bin('@biomejs/biome/bin/biome', 'lint', '--error-on-warnings', '.'));
  await check(
    'types: pure rooms, without the DOM',
    bin('typescript/bin/tsc', '-p', 'tsconfig.pure.json'),
  );
  await check(
    'types: pages and their props',
    bin('astro/bin/astro.mjs', 'check', '--minimumFailingSeverity', 'warning'),
  );
  await check('types: everything else', bin('typescript/bin/tsc', '-p', 'tsconfig.json'));
  await check(
    'imports: the order of rooms',
    bin(
      'dependency-cruiser/bin/dependency-cruiser.mjs',
      'src',
      '--config',
      'dependency-cruiser.config.mjs',
    ),
  );
  const built = await check('build', bin('astro/bin/astro.mjs', 'build', '--silent'));
  const builtUnderPath = await check(
    'build under a base path',
    bin('astro/bin/astro.mjs', 'build', '--silent', '--outDir', 'test/.output/dist-kit'),
    { BASE: '/kit/' },
  );
  return built && builtUnderPath;
}

async function suites() {
  await suite('unit', 'unit');
  await suite('content', 'content');
}

console.log(
  '\nChecks and builds, and beside them unit and content tests. Each is told when it has ended.',
);
const [built] = await Promise.all([checksAndBuilds(), suites()]);
// The browser has the machine to itself: it is tested whether a page stays quick.
const chromium = needChromium();
if (!built) {
  tally.failed++;
  failures.push('browser: not run, because the build failed');
} else if (chromium.advice) {
  tally.failed++;
  failures.push(`browser: ${chromium.advice}`);
} else {
  await suite('browser and accessibility', 'e2e', { CHROMIUM: chromium.path });
}

if (failures.length > 0) console.log(`\nFailed:\n  ${failures.join('\n  ')}`);
console.log(`\n${tally.passed} passed, ${tally.failed} failed`);
process.exitCode = tally.failed > 0 ? 1 : 0;
