#!/usr/bin/env node
// node benchmarks/community.js [--posts 200000] [--comments 1000000] [--seconds 10] [--save]
// A board's feed and a post's comments at depth, beside the same statements with OFFSET (P8).
import { runCommand } from './command.js';

await runCommand(async () => (await import('./community-run.js')).runCommunityBench);
