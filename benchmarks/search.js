#!/usr/bin/env node
// node benchmarks/search.js [--documents 100000] [--rounds 15] [--seconds 10] [--without-reads] [--save] [--fill-only]
// Searches of every class on both engines beside plain MATCH and LIKE (P9), and reads beside searches that nobody waits for (P12).
import { runCommand } from './command.js';

await runCommand(async () => (await import('./search-run.js')).runSearchBench);
