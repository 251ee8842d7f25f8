import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { formatBuild, formatDuration } from './build-message.js';
import { postToSlack } from './slack.js';
import { readStages } from './stages.js';

/** A checkout that holds the pipeline's scripts alone; what they record stays in it. */
function aCheckout() {
  const root = mkdtempSync(path.join(tmpdir(), 'soomcare-pipeline-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const folder of ['pipeline', 'services']) {
    cpSync(path.join(import.meta.dirname, '..', folder), path.join(root, 'infra', folder), {
      recursive: true,
    });
  }
  cpSync(path.join(import.meta.dirname, '../../package.json'), path.join(root, 'package.json'));

  const run = (script, args, env = {}) =>
    new Promise((resolve) => {
      const child = spawn(process.execPath, [path.join(root, 'infra/pipeline', script), ...args], {
        stdio: ['ignore', 'pipe', 'pipe'],
        env: { PATH: process.env.PATH, ...env },
      });
      let output = '';
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
      child.once('close', (code) => resolve({ code, output }));
    });

  return { run, stages: () => readStages(path.join(root, 'reports/stages.jsonl')) };
}

/** A double of Slack: answers one status after the other, the last one for ever; 0 never answers. */
async function aSlack(...statuses) {
  const received = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += chunk));
    request.on('end', () => {
      received.push(JSON.parse(body));
      const status = statuses[Math.min(received.length, statuses.length) - 1];
      if (status) response.writeHead(status, { location: 'http://127.0.0.1:1/' }).end('ok');
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () =>
    new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    });
  onTestFinished(close);

  return { url: `http://127.0.0.1:${server.address().port}/services/T1/B2/secret-part`, received, close };
}

const hurried = { timeoutMs: 100, pausesMs: [1, 1] };

test('a stage is recorded with its duration and ends as its command ended', async () => {
  const { run, stages } = aCheckout();
  expect(await run('stage.js', ['install', '--', 'sh', '-c', 'echo packages'])).toEqual({
    code: 0,
    output: 'packages\n',
  });
  expect((await run('stage.js', ['check', '--', 'sh', '-c', 'exit 7'])).code).toBe(7);
  expect((await run('stage.js', ['image', '--', 'no-such-command'])).code).toBe(1);
  expect((await run('stage.js', ['image'])).code).toBe(2);

  expect(stages()).toEqual([
    { name: 'install', seconds: expect.any(Number), code: 0 },
    { name: 'check', seconds: expect.any(Number), code: 7 },
    { name: 'image', seconds: expect.any(Number), code: 1 },
  ]);
});

test('the message tells name, result, duration and each stage, and keeps marks out', () => {
  expect([5, 60, 135].map(formatDuration)).toEqual(['5 s', '1 min 0 s', '2 min 15 s']);
  const stages = [
    { name: 'install', seconds: 20, code: 0 },
    { name: 'test', seconds: 90, code: 1 },
  ];
  expect(
    formatBuild({ name: 'soom/<!here>&x #3', result: 'FAILURE', seconds: 135, url: 'https://ci/3', stages }),
  ).toBe(
    [
      '❌ <https://ci/3|soom/&lt;!here&gt;&amp;x #3>: FAILURE in 2 min 15 s',
      '• install: 20 s',
      '• test: 1 min 30 s — failed (exit code 1)',
    ].join('\n'),
  );
});

test('Slack is told of a build with its stages, and the address is not printed', async () => {
  const slack = await aSlack(200);
  const { run } = aCheckout();
  await run('stage.js', ['install', '--', 'true']);
  const { code, output } = await run('notify.js', [], {
    SLACK_WEBHOOK_URL: slack.url,
    JOB_NAME: 'soomcare/main',
    BUILD_NUMBER: '12',
    BUILD_RESULT: 'SUCCESS',
    BUILD_DURATION_MS: '61400',
  });

  expect(code).toBe(0);
  expect(output).toContain('Slack was told.');
  expect(output).not.toContain('secret-part');
  expect(slack.received).toEqual([
    { text: expect.stringMatching(/^✅ soomcare\/main #12: SUCCESS in 1 min 1 s\n• install: \d+ s$/) },
  ]);
});

test.each([
  ['an error that passes', [500, 200], 2, null],
  ['too many requests', [429, 200], 2, null],
  ['an error that stays', [500], 3, 'Slack answered 500'],
  ['a webhook that was revoked', [404], 1, 'Slack answered 404'],
  ['a redirect', [302], 3, 'Slack cannot be reached (no answer)'],
  ['silence', [0], 3, 'Slack did not answer within 100 ms'],
])('the notice survives %s', async (_what, statuses, tries, problem) => {
  const slack = await aSlack(...statuses);

  expect(await postToSlack(slack.url, 'hello', hurried)).toBe(problem);
  expect(slack.received).toHaveLength(tries);
});

test('a refused connection and a senseless address are told without the address', async () => {
  const slack = await aSlack(200);
  await slack.close();

  expect(await postToSlack(slack.url, 'hello', hurried)).toBe('Slack cannot be reached (ECONNREFUSED)');
  expect(await postToSlack('secret-part', 'hello', hurried)).toBe('SLACK_WEBHOOK_URL is no address');
});

test('a build does not fail because Slack cannot be told', async () => {
  const { run } = aCheckout();

  expect(await run('notify.js', [])).toEqual({
    code: 0,
    output: expect.stringContaining('Slack was not told: SLACK_WEBHOOK_URL is not set.'),
  });
  const refused = await run('notify.js', [], { SLACK_WEBHOOK_URL: 'http://127.0.0.1:1/secret-part' });
  expect(refused.code).toBe(0);
  expect(refused.output).not.toContain('secret-part');
});

test('a deploy without a target fails in one sentence; with one it hands the image over', async () => {
  const { run } = aCheckout();
  const DEPLOY_DEVELOPMENT_COMMAND = 'echo "$IMAGE to $ENVIRONMENT"';

  expect(await run('deploy.js', ['production', 'soomcare:1'])).toEqual({
    code: 2,
    output:
      'No target is configured for production: set DEPLOY_PRODUCTION_COMMAND to the command that deploys the image named in IMAGE.\n',
  });
  expect((await run('deploy.js', ['moon', 'soomcare:1'])).output).toMatch(/^There is no environment “moon”/);
  expect((await run('deploy.js', ['development'])).output).toMatch(/^No image was named/);
  expect(await run('deploy.js', ['development', 'soomcare:1'], { DEPLOY_DEVELOPMENT_COMMAND })).toEqual({
    code: 0,
    output: 'soomcare:1 to development\n',
  });
  expect(
    await run('deploy.js', ['development', 'soomcare:1'], { DEPLOY_DEVELOPMENT_COMMAND: 'exit 3' }),
  ).toEqual({
    code: 3,
    output: 'soomcare:1 was not deployed to development: DEPLOY_DEVELOPMENT_COMMAND ended with 3.\n',
  });
});

test('the Jenkinsfile runs npm commands that a developer has, and scripts that are there', () => {
  const root = path.join(import.meta.dirname, '../..');
  const { scripts } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const text = readFileSync(path.join(root, 'Jenkinsfile'), 'utf8');
  const named = [...text.matchAll(/npm (?:run )?([a-z:]+)/g)].map(([, name]) => name);
  const files = [...text.matchAll(/node (infra\/\S+\.js)/g)].map(([, file]) => file);

  expect(named.filter((name) => name !== 'ci' && !(name in scripts))).toEqual([]);
  expect(new Set(named)).toEqual(new Set(['ci', 'check', 'test', 'image']));
  expect(files.filter((file) => !existsSync(path.join(root, file)))).toEqual([]);
});
