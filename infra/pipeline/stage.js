// stage.js NAME -- COMMAND …: runs a stage's command, notes how long it took, and ends as the command ended.
import { spawn } from 'node:child_process';
import { recordStage } from './stages.js';

const INTERRUPTED = 130;

const [name, separator, command, ...args] = process.argv.slice(2);

if (!name || separator !== '--' || !command) {
  console.error('Usage: node infra/pipeline/stage.js NAME -- COMMAND …');
  process.exit(2);
}

const startedAt = Date.now();
const child = spawn(command, args, { stdio: 'inherit' });
// An aborted build: the command ends first, then the stage is noted.
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM']))
  process.on(signal, () => child.kill(signal));

const code = await new Promise((resolve) => {
  child.once('error', (error) => {
    console.error(`${command} cannot be started: ${error.message}`);
    resolve(1);
  });
  child.once('close', (exitCode) => resolve(exitCode ?? INTERRUPTED));
});
recordStage({ name, seconds: Math.round((Date.now() - startedAt) / 1000), code });
process.exitCode = code;
