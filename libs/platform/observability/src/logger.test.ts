import { expect, test } from 'vitest';
import { createLogger, unredacted } from './logger.ts';

const createLines = (): { write: (line: string) => void; lines: string[] } => {
  const lines: string[] = [];

  return { lines, write: (line) => lines.push(line) };
};

const logged = (write: (logger: ReturnType<typeof createLogger>) => void): Record<string, unknown> => {
  const destination = createLines();
  write(createLogger({ level: 'info', name: 'api', destination }));
  const line: unknown = JSON.parse(destination.lines.join(''));
  if (typeof line !== 'object' || line === null) throw new Error('no JSON object was logged');

  return { ...line };
};

test('a line is JSON with its level, program, time and fields', () => {
  const line = logged((logger) => {
    logger.info({ requestId: 'r1', status: 200, route: '/v1/peak-flows/:id', ms: 3 }, 'request');
  });

  expect(line).toMatchObject({
    level: 'info',
    name: 'api',
    requestId: 'r1',
    status: 200,
    route: '/v1/peak-flows/:id',
    ms: 3,
    msg: 'request',
  });
  expect(line['time']).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
});

test.each([
  [{ authorization: 'Bearer leak' }],
  [{ req: { headers: { Cookie: 'sid=leak', 'Set-Cookie': ['leak'] } } }],
  [{ body: { password: 'leak' } }],
  [{ a: [{ b: { refreshToken: 'leak', refresh_token: 'leak' } }] }],
  [{ email: 'leak', phone: 'leak', note: 'leak', displayName: 'leak' }],
  [{ litresPerMinute: 'leak', payload: Buffer.from('leak') }],
  [{ a: { b: { c: { d: { e: { f: { g: 'leak' } } } } } } }],
  [{ bytes: Buffer.from('leak') }],
  [{ config: { url: 'leak', toJSON: () => ({ url: '[redacted]' }) } }],
  [{ url: 'leak', toJSON: () => ({ url: '[redacted]' }) }],
])('%j is redacted at any depth', (fields) => {
  const line = JSON.stringify(
    logged((logger) => {
      logger.info(fields);
    }),
  );

  expect(line).not.toContain('leak');
  expect(line).toContain('[redacted]');
});

test('an address, a token or a URL password inside a text is scrubbed from the line', () => {
  const line = JSON.stringify(
    logged((logger) => {
      logger.info(
        { detail: 'for 김숨@예시.kr', url: 'mysql://root:hunter2@db/x' },
        'mail to a.b+c@mail.example.com failed',
      );
    }),
  );
  const token = logged((logger) => {
    logger.info(`with eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl`);
  });

  expect(line).not.toMatch(/김숨|hunter2|a\.b\+c/);
  expect(token['msg']).toBe('with [redacted]');
});

test('an error is logged with its type, code, stack and causes, and without what a library hung on it', () => {
  const cause = Object.assign(new TypeError('inner'), { code: 'E_INNER' });
  const error = Object.assign(new Error('550 <someone@example.com> unknown', { cause }), {
    errno: 1062,
    sql: `INSERT 'leak'`,
    parameters: ['leak'],
    response: 'leak',
  });
  const line = logged((logger) => {
    logger.error({ err: error }, 'it failed');
  });

  expect(line['err']).toMatchObject({
    type: 'Error',
    message: '550 <[redacted]> unknown',
    errno: 1062,
    cause: { type: 'TypeError', message: 'inner', code: 'E_INNER' },
  });
  expect(JSON.stringify(line)).not.toMatch(/leak|someone/);
});

test('a child logger redacts what it was bound with', () => {
  const destination = createLines();
  createLogger({ level: 'info', name: 'api', destination })
    .child({ requestId: 'r1', email: 'a@example.com' })
    .info('x');

  expect(destination.lines.join('')).toContain('r1');
  expect(destination.lines.join('')).not.toContain('a@example');
});

test('lines without redaction keep every field and are scrubbed all the same; other lines are redacted as ever', () => {
  const destination = createLines();
  const logger = createLogger({ level: 'info', name: 'api', destination });

  unredacted(logger).info({ subject: 'r1', route: '/a@example.com' }, 'request');
  logger.info({ subject: 'r2' }, 'x');

  expect(destination.lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
    { level: 'info', subject: 'r1', route: '/[redacted]', msg: 'request' },
    { subject: '[redacted]' },
  ]);
});

test('a level below the chosen one is not written', () => {
  const destination = createLines();
  createLogger({ level: 'warn', name: 'api', destination }).info('quiet');

  expect(destination.lines).toEqual([]);
});
