#!/usr/bin/env node
// node benchmarks/search-storm.js [--documents 100000] [--seconds 60] [--searches 50] [--writes 20]
// Searches and writes while OpenSearch is killed for a minute, and while its index is made anew.
import { spawnSync } from 'node:child_process';
import { findAppNode } from '../infra/services/install.js';
import { explain } from '../infra/services/messages.js';
import { isMeasured } from './node-floor.js';

const [, ownFile = '', ...args] = process.argv;

async function main() {
  // The machine's own Node may be old: it only starts the one that the lock file brings.
  if (!isMeasured()) return spawnSync(findAppNode(), [ownFile, ...args], { stdio: 'inherit' }).status ?? 1;

  const { runSearchStorm } = await import('./search-storm-run.js');
  return runSearchStorm(args);
}

try {
  process.exitCode = await main();
} catch (error) {
  const { sentence, details } = explain(error);
  if (details) console.error(details);
  console.error(sentence);
  process.exitCode = 1;
}
