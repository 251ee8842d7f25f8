#!/usr/bin/env node
// node benchmarks/content.js [--seconds 5] [--rounds 3] [--save]
// An article, read from Redis, from MySQL, and by somebody who has it already.
import { runCommand } from './command.js';

await runCommand(async () => (await import('./content-run.js')).runContentBench);
