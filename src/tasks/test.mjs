import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { needChromium } from './chromium.mjs';
import { environment, findNode, install, ROOT, run } from './install.mjs';

install();
const node = findNode();
const bin = (name, ...rest) => [path.join(ROOT, 'node_modules', name), ...rest];
const OUTPUT = path.join(ROOT, 'test/.output');
rmSync(OUTPUT, { recursive: true, force: true });
mkdirSync(OUTPUT, { recursive: true });

const tally = { passed: 0, failed: 0 };
const failures = [];

/** One check that is good or bad as a whole. */
function check(title, args, extra = {}) {
  console.log(`\n── ${title}`);
  const good = run(node, args, { env: environment(extra) });
  tally[good ? 'passed' : 'failed']++;
  if (!good) failures.push(title);
  return good;
}

/** A Vitest project: each of its tests counts. A run that crashed before it counted is a failure in words. */
function suite(title, project, extra = {}) {
  console.log(`\n── ${title}`);
  const report = path.join(OUTPUT, `${project}.json`);
  const good = run(
    node,
    bin(
      'vitest/vitest.mjs',
      'run',
      '--project',
      project,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ),
    { env: environment(extra) },
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

check('format: code', bin('@biomejs/biome/bin/biome', 'format', '.'));
check(
  'format: prose and data',
  bin('prettier/bin/prettier.cjs', '--check', '--log-level=warn', '**/*.{md,mdx,yaml,yml}'),
);
check('lint', bin('@biomejs/biome/bin/biome', 'lint', '--error-on-warnings', '.'));
check('types: pure rooms, without the DOM', bin('typescript/bin/tsc', '-p', 'tsconfig.pure.json'));
check(
  'types: pages and their props',
  bin('astro/bin/astro.mjs', 'check', '--minimumFailingSeverity', 'warning'),
);
check('types: everything else', bin('typescript/bin/tsc', '-p', 'tsconfig.json'));
check(
  'imports: the order of rooms',
  bin(
    'dependency-cruiser/bin/dependency-cruiser.mjs',
    'src',
    '--config',
    'dependency-cruiser.config.mjs',
  ),
);
suite('unit', 'unit');
suite('content', 'content');
const built = check('build', bin('astro/bin/astro.mjs', 'build', '--silent'));
const builtUnderPath = check(
  'build under a base path',
  bin('astro/bin/astro.mjs', 'build', '--silent', '--outDir', 'test/.output/dist-kit'),
  { BASE: '/kit/' },
);
const chromium = needChromium();
if (!built || !builtUnderPath) {
  tally.failed++;
  failures.push('browser: not run, because the build failed');
} else if (chromium.advice) {
  tally.failed++;
  failures.push(`browser: ${chromium.advice}`);
} else {
  suite('browser and accessibility', 'e2e', { CHROMIUM: chromium.path });
}

if (failures.length > 0) console.log(`\nFailed:\n  ${failures.join('\n  ')}`);
console.log(`\n${tally.passed} passed, ${tally.failed} failed`);
process.exitCode = tally.failed > 0 ? 1 : 0;
