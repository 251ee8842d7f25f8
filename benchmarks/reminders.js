#!/usr/bin/env node
// node benchmarks/reminders.js [--doses 100000] [--workers 4] [--kill-every 2] [--no-save]
// Doses of one minute, real workers on a real MySQL, a push provider that goes wrong, and a kill -9 every few seconds.
import { runCommand } from './command.js';

await runCommand(async () => (await import('./reminders-run.js')).runReminders);
