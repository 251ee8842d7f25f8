import { randomBytes } from 'node:crypto';
import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { ConfigError } from './config-error.ts';
import { loadConfig } from './load-config.ts';
import { aKey } from './testing/basics.ts';

const anEnvironment = (
  changes: Record<string, string | undefined> = {},
): Record<string, string | undefined> => ({
  SOOMCARE_ENV: 'development',
  DATABASE_URL: 'mysql://soom:db-secret@127.0.0.1:3306/soomcare',
  REDIS_URL: 'redis://:redis-secret@127.0.0.1:6379',
  ACCESS_TOKEN_KEYS: `k2:${aKey()},k1:${aKey()}`,
  FIELD_ENCRYPTION_KEYS: `2:${aKey()},1:${aKey()}`,
  INDEX_KEY: aKey(),
  PASSWORD_PEPPER: aKey(),
  MAIL_URL: 'smtp://user:mail-secret@mail.example:587',
  PUBLIC_URL: 'https://api.soomcare.example',
  ...changes,
});

const problemsOf = (env: Record<string, string | undefined>): string[] => {
  try {
    loadConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems.map(({ variable }) => variable);
    throw error;
  }

  return [];
};

describe('reading', () => {
  test('the groups hold what the variables say', () => {
    const pepper = randomBytes(32);
    const config = loadConfig(
      anEnvironment({
        API_PORT: '0',
        CORS_ORIGINS: 'https://app.example, http://localhost:5173',
        TRUST_PROXY_HOPS: '2',
        RATE_LIMIT_FACTOR: '2.5',
        PASSWORD_PEPPER: pepper.toString('base64url'),
        DEMO_PASSWORD: 'breathe-easy',
      }),
    );

    expect(config.environment).toBe('development');
    expect(config.api).toEqual({
      port: 0,
      publicUrl: 'https://api.soomcare.example',
      corsOrigins: ['https://app.example', 'http://localhost:5173'],
      trustProxyHops: 2,
    });
    expect(config.rateLimitFactor).toBe(2.5);
    expect(config.database).toMatchObject({ poolSize: 10 });
    expect(config.database.url).toBe('mysql://soom:db-secret@127.0.0.1:3306/soomcare');
    expect(config.secrets.accessTokenKeys.map(({ id }) => id)).toEqual(['k2', 'k1']);
    expect(config.secrets.fieldKeys.map(({ id, key }) => [id, key.length])).toEqual([
      [2, 32],
      [1, 32],
    ]);
    expect(config.secrets.passwordPepper.equals(pepper)).toBe(true);
    expect(config.demoPassword).toBe('breathe-easy');
  });

  test('without SOOMCARE_ENV the rules of production hold', () => {
    expect(loadConfig(anEnvironment({ SOOMCARE_ENV: undefined })).environment).toBe('production');
  });

  test('the optional variables have their defaults, also when they are set to nothing', () => {
    const config = loadConfig(anEnvironment({ API_PORT: '', CORS_ORIGINS: '', LOG_LEVEL: '' }));

    expect(config).toMatchObject({
      api: { port: 3000, corsOrigins: [], trustProxyHops: 0 },
      metricsPort: 9464,
      logLevel: 'info',
      rateLimitFactor: 1,
      mail: { from: 'Soomcare <no-reply@soomcare.example>' },
    });
    expect('demoPassword' in config).toBe(false);
  });

  test('the slash at the end of PUBLIC_URL is dropped', () => {
    expect(loadConfig(anEnvironment({ PUBLIC_URL: 'http://localhost:3000/' })).api.publicUrl).toBe(
      'http://localhost:3000',
    );
  });
});

describe('refusing', () => {
  test('no secret has a default', () => {
    expect(problemsOf({ SOOMCARE_ENV: 'development' }).toSorted()).toEqual([
      'ACCESS_TOKEN_KEYS',
      'DATABASE_URL',
      'FIELD_ENCRYPTION_KEYS',
      'INDEX_KEY',
      'MAIL_URL',
      'PASSWORD_PEPPER',
      'PUBLIC_URL',
      'REDIS_URL',
    ]);
  });

  test.each([
    ['SOOMCARE_ENV', 'staging'],
    ['API_PORT', '65536'],
    ['API_PORT', '3e3'],
    ['METRICS_PORT', '-1'],
    ['DATABASE_URL', 'postgres://a:b@c/d'],
    ['DATABASE_URL', 'mysql://root@127.0.0.1:3306'],
    ['DATABASE_POOL_SIZE', '0'],
    ['REDIS_URL', 'http://localhost'],
    ['ACCESS_TOKEN_KEYS', 'k1'],
    ['ACCESS_TOKEN_KEYS', `k1:${aKey()}x`],
    ['ACCESS_TOKEN_KEYS', `k1:${aKey()},k1:${aKey()}`],
    ['ACCESS_TOKEN_KEYS', `bad kid:${aKey()}`],
    ['FIELD_ENCRYPTION_KEYS', `0:${aKey()}`],
    ['FIELD_ENCRYPTION_KEYS', `65536:${aKey()}`],
    ['FIELD_ENCRYPTION_KEYS', `one:${aKey()}`],
    ['INDEX_KEY', 'short'],
    ['INDEX_KEY', 'A'.repeat(43)],
    ['PASSWORD_PEPPER', Buffer.alloc(32, 7).toString('base64url')],
    ['MAIL_URL', 'sendmail'],
    ['MAIL_FROM', 'Soomcare\r\nBcc: <x@example.com>'],
    ['PUBLIC_URL', 'soomcare.example'],
    ['CORS_ORIGINS', '*'],
    ['CORS_ORIGINS', 'https://app.example/path'],
    ['TRUST_PROXY_HOPS', 'true'],
    ['LOG_LEVEL', 'loud'],
    ['RATE_LIMIT_FACTOR', '0'],
    ['DEMO_PASSWORD', 'short'],
    ['DEMO_STAFF_PASSWORD', 'fourteen chars'],
    ['SOCIAL_REDIRECT_URL', 'http://app.soomcare.example'],
    ['SOCIAL_REDIRECT_URL', 'https://app.soomcare.example/?to='],
  ])('%s does not take %s', (variable, value) => {
    expect(problemsOf(anEnvironment({ [variable]: value }))).toEqual([variable]);
  });

  test.each([
    ['MAIL_URL', 'disk:.local/mail'],
    ['RATE_LIMIT_FACTOR', '2'],
    ['DEMO_PASSWORD', 'breathe-easy'],
    ['DEMO_STAFF_PASSWORD', 'breathe-easy-staff'],
    ['PUBLIC_URL', 'http://api.soomcare.example'],
  ])('%s=%s is for development only', (variable, value) => {
    expect(problemsOf(anEnvironment({ [variable]: value }))).toEqual([]);
    expect(problemsOf(anEnvironment({ [variable]: value, SOOMCARE_ENV: 'production' }))).toEqual([variable]);
  });

  test('one key for two purposes is refused', () => {
    const key = aKey();

    expect(problemsOf(anEnvironment({ INDEX_KEY: key, PASSWORD_PEPPER: key }))).toEqual(['PASSWORD_PEPPER']);
  });

  test('every problem is told at once, by name and rule and never by value', () => {
    const env = {
      ...anEnvironment(),
      DATABASE_URL: 'mysql://u:hunter2@h',
      INDEX_KEY: 'hunter2',
      LOG_LEVEL: 'hunter2',
    };
    const read = (): unknown => loadConfig(env);

    expect(read).toThrow(/DATABASE_URL: must be[\s\S]*INDEX_KEY: must be[\s\S]*LOG_LEVEL: must be/);
    expect(read).not.toThrow('hunter2');
  });
});

describe('printing', () => {
  const key = randomBytes(32);
  const config = loadConfig(
    anEnvironment({ INDEX_KEY: key.toString('base64url'), DEMO_PASSWORD: 'demo-secret' }),
  );
  const { secrets, database, redis, mail } = config;
  const secretTexts = ['db-secret', 'redis-secret', 'mail-secret', 'demo-secret', key.toString('base64url')];
  secretTexts.push(
    key.toString('hex'),
    [...key].join(','),
    [...key].join(', '),
    key.toString('hex').slice(0, 8),
  );

  test.each<[string, unknown]>([
    ['the whole configuration', config],
    ['a group with an address', { database, redis, mail }],
    ['the secrets', secrets],
    ['the keys of a ring', secrets.accessTokenKeys],
    ['one key', secrets.indexKey],
  ])('%s shows no secret as JSON, by inspection or in a template', (_name, value) => {
    const printed = [JSON.stringify(value), inspect(value, { depth: 9 }), `${String(value)}`].join('\n');

    for (const secret of secretTexts) expect(printed).not.toContain(secret);
    expect(printed).toContain('[secret]');
  });

  test('a key still works as a key, and a spread group keeps its address', () => {
    expect(secrets.indexKey.equals(key)).toBe(true);
    expect({ ...database }.url).toContain('db-secret');
  });
});
