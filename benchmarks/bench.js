#!/usr/bin/env node
// The command behind `npm run bench`. The machine's own Node may be old: it only starts the one that the lock file brings.
import { spawn } from 'node:child_process';
import { findAppNode } from '../infra/services/install.js';
import { explain } from '../infra/services/messages.js';
import { isMeasured, requireMeasuredNode } from './node-floor.js';

const [, ownFile = '', ...args] = process.argv;

async function rerun() {
  const child = spawn(findAppNode(), [ownFile, ...args], { stdio: 'inherit' });
  // Ctrl-C reaches the whole terminal group: the child stops what it started, and we wait for that.
  for (const name of ['SIGINT', 'SIGTERM']) process.on(name, () => name === 'SIGTERM' && child.kill(name));

  return new Promise((resolve) => child.once('close', (code) => resolve(code ?? 1)));
}

async function main() {
  const isChild = process.env['BENCH_RERUN'] === '1';
  if (!isMeasured() && !isChild) {
    process.env['BENCH_RERUN'] = '1';
    return rerun();
  }
  requireMeasuredNode();

  const { runBench } = await import('./run.js');
  return runBench(args);
}

try {
  process.exitCode = await main();
} catch (error) {
  const { sentence, details } = explain(error);
  if (details) console.error(details);
  console.error(sentence);
  process.exitCode = 1;
}
