#!/usr/bin/env node
// node benchmarks/search.js [--documents 100000] [--rounds 15] [--seconds 10] [--without-reads]
// Searches of every class on both engines beside plain MATCH and LIKE (P9), and reads beside searches that nobody waits for (P12).
import { spawnSync } from 'node:child_process';
import { findAppNode } from '../infra/services/install.js';
import { explain } from '../infra/services/messages.js';
import { isMeasured } from './node-floor.js';

const [, ownFile = '', ...args] = process.argv;

async function main() {
  // The machine's own Node may be old: it only starts the one that the lock file brings.
  if (!isMeasured()) return spawnSync(findAppNode(), [ownFile, ...args], { stdio: 'inherit' }).status ?? 1;

  const { runSearchBench } = await import('./search-run.js');
  return runSearchBench(args);
}

try {
  process.exitCode = await main();
} catch (error) {
  const { sentence, details } = explain(error);
  if (details) console.error(details);
  console.error(sentence);
  process.exitCode = 1;
}
