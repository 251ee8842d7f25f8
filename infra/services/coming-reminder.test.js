import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { reminderLines } from './coming-reminder.js';
import { run } from './processes.js';

const dueAt = new Date(2026, 10, 21, 15, 42);
const facts = { api: 'http://127.0.0.1:3000', password: 'a made-up word', watch: false };

test('the banner says when the reminder comes and where it is seen', () => {
  const lines = reminderLines(dueAt, facts);

  expect(lines).toContain('at 15:42');
  expect(lines).toContain('worker.log');
  expect(lines).toContain(`${facts.api}/v1/notifications`);
});

test('with npm run dev the log is on the terminal', () => {
  expect(reminderLines(dueAt, { ...facts, watch: true })).toContain('"push" here');
});

test('without a reminder the banner promises none, and says how to get one', () => {
  const lines = reminderLines(null, facts);

  expect(lines).not.toContain('curl');
  expect(lines).toContain('npm run services:reset');
});

/** A server that logs everybody in, and answers with what it was asked. */
async function startEcho() {
  /** @type {unknown[]} */
  const bodies = [];
  const server = createServer(async (request, response) => {
    const { method, url, headers } = request;
    if (method === 'POST') bodies.push(JSON.parse(await text(request)));
    response.end(
      method === 'POST'
        ? '{"tokenType":"Bearer","accessToken":"a.b.c","refreshToken":"d"}'
        : `${url} ${headers.authorization}`,
    );
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => {
    server.close();
  });
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());

  return { api: `http://127.0.0.1:${port}`, bodies };
}

test('what the banner gives to paste logs in and reads the inbox', async () => {
  const { api, bodies } = await startEcho();

  const [, ...commands] = reminderLines(dueAt, { ...facts, api }).split('\n');
  const { output } = await run('bash', ['-c', commands.join('\n')]);

  expect(bodies).toEqual([{ email: 'demo@soomcare.example', password: 'a made-up word' }]);
  expect(output).toBe('/v1/notifications?limit=1 Bearer a.b.c');
});
