import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
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

const port = await findPort();
const base = (process.env.BASE ?? '/').replace(/\/?$/, '/');
const server = spawn(node, [astro, 'preview', '--port', String(port), '--silent'], {
  cwd: ROOT,
  stdio: ['inherit', 'pipe', 'inherit'],
  env: environment(),
});
server.on('exit', (code) => process.exit(code ?? 0));
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => server.kill(signal));

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

/** PORT where it is given, else 4321 or the next one that nobody listens on. Exits with advice when PORT is taken. */
async function findPort() {
  const wanted = Number(process.env.PORT);
  if (wanted) {
    if (await isFree(wanted)) return wanted;
    console.error(`Port ${wanted} is taken. Choose another: PORT=${wanted + 1} npm start`);
    process.exit(1);
  }
  for (let port = 4321; port < 4400; port++) if (await isFree(port)) return port;
  console.error('Ports 4321 to 4399 are taken. Choose one: PORT=8080 npm start');
  return process.exit(1);
}

function isFree(port) {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, 'localhost', () => probe.close(() => resolve(true)));
  });
}
