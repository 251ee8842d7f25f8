import { createLogger } from '@soomcare/observability';
import { expect, test } from 'vitest';
import { createLogPushSender } from './log-push-sender.ts';
import { aPushMessage } from './testing/push-bench.ts';

const target = { kind: 'web', token: '{"endpoint":"https://push.example/secret-capability"}' } as const;

test('a push is one line with its kind and lengths, and neither its words nor its device', async () => {
  const lines: string[] = [];
  const logger = createLogger({
    level: 'info',
    name: 'worker',
    destination: { write: (line) => lines.push(line) },
  });
  const message = aPushMessage({ title: '심비코트', body: '2회 흡입' });
  const result = await createLogPushSender({ logger }).send(target, message);
  const text = lines.join('');

  expect(result).toEqual({ outcome: 'accepted', providerId: null });
  expect(JSON.parse(text)).toMatchObject({
    kind: 'dose-reminder',
    titleLength: 4,
    bodyLength: 5,
    msg: 'push',
  });
  expect(text).toMatch(/"device":"web:[\w-]{8}"/);
  expect(text).not.toMatch(/심비코트|흡입|push\.example|secret-capability/);
});
