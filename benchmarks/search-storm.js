#!/usr/bin/env node
// node benchmarks/search-storm.js [--documents 100000] [--seconds 60] [--searches 50] [--writes 20] [--save] [--fill-only]
// Searches and writes while OpenSearch is killed for a minute, and while its index is made anew.
import { runCommand } from './command.js';

await runCommand(async () => (await import('./search-storm-run.js')).runSearchStorm);
