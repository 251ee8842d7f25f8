#!/usr/bin/env node
// node benchmarks/search-peers.js [--documents 100000] [--seconds 5] [--rounds 3] [--save]
// Rare and common words in the product, with either engine, beside PocketBase (P10).
import { runCommand } from './command.js';

await runCommand(async () => (await import('./search-peers-run.js')).runSearchPeers);
