// The image's entry point: starts one role in this very process, so that signals reach the program.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { roleNames, roles } from './roles.js';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');

/** As a container's first process nothing stops us by default: until the program listens, that is our task. */
function endUntilTheProgramListens() {
  for (const [signal, number] of /** @type {const} */ ([
    ['SIGINT', 2],
    ['SIGTERM', 15],
  ])) {
    process.once(signal, () => {
      if (process.listenerCount(signal) === 0) process.exit(128 + number);
    });
  }
}

const [, , name = ''] = process.argv;
const role = Object.hasOwn(roles, name) ? roles[name] : undefined;
const program = role && path.join(root, role.program);

if (!program) {
  console.error(`There is no role “${name}”: this image starts ${roleNames.join(', ')}.`);
  process.exitCode = 2;
} else if (!existsSync(program)) {
  console.error(`The program of “${name}” is not in this image: ${role.program} is missing.`);
  process.exitCode = 2;
} else {
  endUntilTheProgramListens();
  await import(pathToFileURL(program).href);
}
