#!/usr/bin/env node
// node benchmarks/reminders.js [--doses 100000] [--workers 4] [--kill-every 2] [--no-save]
// Doses of one minute, real workers on a real MySQL, a push provider that goes wrong, and a kill -9 every few seconds.
import { spawnSync } from 'node:child_process';
import { findAppNode } from '../infra/services/install.js';
import { explain } from '../infra/services/messages.js';
import { isMeasured } from './node-floor.js';

const [, ownFile = '', ...args] = process.argv;

async function main() {
  // The machine's own Node may be old: it only starts the one that the lock file brings.
  if (!isMeasured()) return spawnSync(findAppNode(), [ownFile, ...args], { stdio: 'inherit' }).status ?? 1;

  const { runReminders } = await import('./reminders-run.js');
  return runReminders(args);
}

try {
  process.exitCode = await main();
} catch (error) {
  const { sentence, details } = explain(error);
  if (details) console.error(details);
  console.error(sentence);
  process.exitCode = 1;
}
