import { spawn } from 'node:child_process';
import path from 'node:path';
import { environment, findNode, install, ROOT, run } from './install.mjs';

install();
const node = findNode();
const astro = path.join(ROOT, 'node_modules/astro/bin/astro.mjs');

console.log('Building …');
if (!run(node, [astro, 'build', '--silent'])) {
  console.error('\nThe build failed; its reason stands above.');
  process.exit(1);
}

const port = process.env.PORT ?? '4321';
const base = (process.env.BASE ?? '/').replace(/\/?$/, '/');
const server = spawn(node, [astro, 'preview', '--port', port, '--silent'], {
  cwd: ROOT,
  stdio: ['inherit', 'pipe', 'inherit'],
  env: environment(),
});
server.on('exit', (code) => process.exit(code ?? 0));
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => server.kill(signal));

/** Astro takes the next free port when this one is taken, so ask until the kit itself answers. */
const said = [];
server.stdout.on('data', (chunk) => said.push(String(chunk)));
const address = `http://localhost:${port}${base}`;
for (let tries = 0; tries < 100; tries++) {
  const answer = await fetch(address).catch(() => null);
  if (answer?.ok) {
    console.log(`\n  Stuck in Send is at ${address}\n  Stop it with Ctrl+C.\n`);
    break;
  }
  await new Promise((resolve) => setTimeout(resolve, 100));
  if (tries === 99) {
    console.error(`The server did not answer at ${address}.\n${said.join('')}`);
    server.kill();
    process.exit(1);
  }
}
