import { type Config } from '@soomcare/config';
import { createLogger } from '@soomcare/observability';
import { expect, test } from 'vitest';

import { warnWithoutPush } from './push-notice.ts';

const web = { publicKey: 'p', privateKey: 'p', subject: 'mailto:ops@soomcare.example' };

const linesAt = (config: Pick<Config, 'environment' | 'push'>) => {
  const lines: unknown[] = [];
  const write = (line: string) => lines.push(JSON.parse(line));
  warnWithoutPush(config, createLogger({ level: 'info', name: 'worker', destination: { write } }));

  return lines;
};

test('a worker for real members without a push provider says so', () => {
  expect(linesAt({ environment: 'production', push: {} })).toMatchObject([
    { level: 'warn', msg: expect.stringContaining('no push provider is set up') as string },
  ]);
});

test('a worker with a provider, or for a developer, says nothing', () => {
  expect(linesAt({ environment: 'production', push: { web } })).toEqual([]);
  expect(linesAt({ environment: 'development', push: {} })).toEqual([]);
});
