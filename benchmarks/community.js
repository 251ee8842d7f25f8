#!/usr/bin/env node
// node benchmarks/community.js [--posts 200000] [--comments 1000000] [--seconds 10] [--save]
// A board's feed and a post's comments at depth, beside the same statements with OFFSET (P8).
import { spawnSync } from 'node:child_process';
import { findAppNode } from '../infra/services/install.js';
import { explain } from '../infra/services/messages.js';
import { isMeasured } from './node-floor.js';

const [, ownFile = '', ...args] = process.argv;

async function main() {
  // The machine's own Node may be old: it only starts the one that the lock file brings.
  if (!isMeasured()) return spawnSync(findAppNode(), [ownFile, ...args], { stdio: 'inherit' }).status ?? 1;

  const { runCommunityBench } = await import('./community-run.js');
  return runCommunityBench(args);
}

try {
  process.exitCode = await main();
} catch (error) {
  const { sentence, details } = explain(error);
  if (details) console.error(details);
  console.error(sentence);
  process.exitCode = 1;
}
