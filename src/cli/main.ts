#!/usr/bin/env node
import process from 'node:process';
import { run } from './run.ts';
import { Terminal } from './terminal.ts';

const { stdin, stdout, stderr, env } = process;
// A script must not take a crash (which Node ends with 1) for a finding.
process.on('uncaughtException', (error) => {
  stderr.write(
    `stuck: a fault of this program, not of your file; please report it.\n${error.stack}\n`,
  );
  process.exitCode = 2;
});
const terminal = new Terminal({ stdin, stdout, stderr, env, folder: process.cwd() });
process.exitCode = await run(process.argv.slice(2), terminal);
