import { interruption, listenForInterruption } from '../interruption.js';
import { explain, say } from '../messages.js';
import { check } from './check.js';
import { databaseMigrate, databaseNew, seedDemoData, staffCodes } from './database.js';
import { fuzz } from './fuzz.js';
import { createStaff, importDrugs, rebuildSearch } from './programs.js';
import { servicesDown, servicesReset, servicesUp } from './services.js';
import { dev, start } from './start.js';
import { test } from './test.js';

/** @type {Record<string, (args: string[]) => Promise<number>>} */
const commands = {
  start,
  dev,
  test,
  check,
  openapi,
  fuzz,
  seed: seedDemoData,
  'drugs:import': importDrugs,
  'search:rebuild': rebuildSearch,
  'staff:codes': staffCodes,
  'staff:create': createStaff,
  'db:migrate': databaseMigrate,
  'db:new': databaseNew,
  'services:up': servicesUp,
  'services:down': servicesDown,
  'services:reset': servicesReset,
};

async function openapi() {
  say('apps/api/openapi.json is written by the passing tests, so this runs them all.');
  return test([]);
}

/** What shells report for a command that Ctrl-C ended. */
const interruptedExitCode = 130;

/** @param {string[]} args @returns {Promise<number>} the exit code */
export async function runCommand([name = '', ...args]) {
  const command = commands[name];
  if (!command) {
    console.error(`There is no command “${name}”. There are: ${Object.keys(commands).join(', ')}.`);
    return 2;
  }

  listenForInterruption();
  try {
    return await command(args);
  } catch (error) {
    if (interruption.aborted) return interruptedExitCode;

    const { sentence, details } = explain(error);
    if (details) console.error(details);
    console.error(sentence);
    return 1;
  }
}
