import { spawn } from 'node:child_process';
import { resolve } from 'node:path';

import { expect, test } from 'vitest';

const trialProgram = resolve(import.meta.dirname, 'testing/three-part-program.ts');

/** Runs it until it ends; `signal` is sent as soon as it says that it runs. */
const runTrial = async (trouble: string, signal?: NodeJS.Signals) => {
  const child = spawn(process.execPath, [trialProgram, trouble], { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  let errors = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
    if (signal && text.includes('trial runs')) child.kill(signal);
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const code = await new Promise((done) => child.once('close', done));

  const stopped = [...output.matchAll(/^(\w+) stopped$/gm)].map(([, part]) => part);
  return { code, errors, output, stopped };
};

test.each(['SIGTERM', 'SIGINT'] as const)(
  'on %s its parts stop in reverse order, with code 0',
  async (signal) => {
    const { code, errors, output, stopped } = await runTrial('none', signal);

    expect(stopped).toEqual(['third', 'second', 'first']);
    expect(output).toContain(`"signal":"${signal}","msg":"stopping"`);
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
  },
);

test('a part that fails to stop keeps no other from stopping, and shows in log and exit code', async () => {
  const { code, output, stopped } = await runTrial('stop', 'SIGTERM');

  expect(stopped).toEqual(['third', 'first']);
  expect(output).toContain('second hangs on');
  expect(code).toBe(1);
});

test('what had started is stopped again when the start fails', async () => {
  const { code, errors, stopped } = await runTrial('start');

  expect(stopped).toEqual(['second', 'first']);
  expect(errors).toMatch(/^trial did not start: Error: no database\n +at /);
  expect(code).toBe(1);
});

test('a variable that is missing costs one clear line', async () => {
  const { code, errors, output } = await runTrial('config');

  expect(errors).toBe('trial did not start: TRIAL_URL is missing\n');
  expect({ code, output }).toEqual({ code: 1, output: '' });
});
