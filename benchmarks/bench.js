#!/usr/bin/env node
// The command behind `npm run bench`.
import { runCommand } from './command.js';

await runCommand(async () => (await import('./run.js')).runBench);
