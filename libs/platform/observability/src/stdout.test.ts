import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const logModule = fileURLToPath(new URL('./logger.ts', import.meta.url));

/** Runs a program of a few lines that logs to its standard output; gives what came out. */
const outputOf = async (body: string): Promise<string> => {
  const program = `import { createLogger, stopLogger } from ${JSON.stringify(logModule)};
    const logger = createLogger({ level: 'info', name: 'api' });
    ${body}`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
  await once(child, 'close');

  return output;
};

test('after stopLogger every buffered line is out', async () => {
  const output = await outputOf(`
    for (let line = 0; line < 3; line += 1) logger.info({ line }, 'x');
    await stopLogger(logger);
    process.kill(process.pid, 'SIGKILL');`);

  expect(output.trim().split('\n')).toHaveLength(3);
});

test('a single line does not wait for the buffer to fill', async () => {
  const output = await outputOf(`
    logger.info('alone');
    setTimeout(() => process.kill(process.pid, 'SIGKILL'), 1500);`);

  expect(output).toContain('alone');
});
