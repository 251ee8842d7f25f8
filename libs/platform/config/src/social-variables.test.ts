import { generateKeyPairSync } from 'node:crypto';
import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { ConfigError } from './config-error.ts';
import { loadConfig } from './load-config.ts';
import { basics } from './testing/basics.ts';

const p8 = (namedCurve: string): string =>
  generateKeyPairSync('ec', { namedCurve })
    .privateKey.export({ format: 'der', type: 'pkcs8' })
    .toString('base64');

const kakao = {
  KAKAO_CLIENT_ID: 'rest-api-key',
  KAKAO_CLIENT_SECRET: 'kakao-secret',
  KAKAO_ADMIN_KEY: 'kakao-admin-key',
};
const apple = {
  APPLE_CLIENT_ID: 'example.soomcare.app',
  APPLE_TEAM_ID: 'TEAM123456',
  APPLE_KEY_ID: 'KEY1234567',
  APPLE_PRIVATE_KEY: p8('P-256'),
};
const back = { SOCIAL_REDIRECT_URL: 'https://app.soomcare.example/log-in/' };

const problemsOf = (env: Record<string, string>): string[] => {
  try {
    loadConfig({ ...basics, ...env });
  } catch (error) {
    if (error instanceof ConfigError) return error.problems.map(({ variable }) => variable);
    throw error;
  }

  return [];
};

test('without variables every provider is off', () => {
  expect('social' in loadConfig(basics)).toBe(false);
});

test('a provider whose variables are all set is on, and the others are off', () => {
  const { social } = loadConfig({ ...basics, ...back, ...kakao });

  expect({ ...social, kakao: { ...social?.kakao } }).toEqual({
    redirectUrl: 'https://app.soomcare.example/log-in',
    kakao: { clientId: 'rest-api-key', clientSecret: 'kakao-secret', adminKey: 'kakao-admin-key' },
  });
});

test('all four can be on', () => {
  const others = {
    NAVER_CLIENT_ID: 'n',
    NAVER_CLIENT_SECRET: 'ns',
    GOOGLE_CLIENT_ID: 'g',
    GOOGLE_CLIENT_SECRET: 'gs',
  };
  const { social } = loadConfig({ ...basics, ...back, ...kakao, ...apple, ...others });

  expect(Object.keys(social ?? {}).toSorted()).toEqual(['apple', 'google', 'kakao', 'naver', 'redirectUrl']);
  expect(social?.apple?.privateKey.equals(Buffer.from(apple.APPLE_PRIVATE_KEY, 'base64'))).toBe(true);
});

test.each<[string, Record<string, string>, string[]]>([
  ['half of Kakao', { ...back, KAKAO_CLIENT_ID: 'x' }, ['KAKAO_CLIENT_SECRET', 'KAKAO_ADMIN_KEY']],
  ['Google without its secret', { ...back, GOOGLE_CLIENT_ID: 'x' }, ['GOOGLE_CLIENT_SECRET']],
  ['a provider without a way back', kakao, ['SOCIAL_REDIRECT_URL']],
  ['a team id of another form', { ...back, ...apple, APPLE_TEAM_ID: 'team' }, ['APPLE_TEAM_ID']],
  ['a key on another curve', { ...back, ...apple, APPLE_PRIVATE_KEY: p8('P-384') }, ['APPLE_PRIVATE_KEY']],
  [
    'a key with its header',
    { ...back, ...apple, APPLE_PRIVATE_KEY: `-----BEGIN PRIVATE KEY-----${apple.APPLE_PRIVATE_KEY}` },
    ['APPLE_PRIVATE_KEY'],
  ],
  ['a secret of two lines', { ...back, ...kakao, KAKAO_CLIENT_SECRET: 'a\nb' }, ['KAKAO_CLIENT_SECRET']],
])('%s is refused', (_name, env, problems) => {
  expect(problemsOf(env)).toEqual(problems);
});

test('no secret of a provider is printed', () => {
  const config = loadConfig({ ...basics, ...back, ...kakao, ...apple });
  const printed = `${JSON.stringify(config)} ${inspect(config, { depth: 9 })}`;

  for (const secret of ['kakao-secret', 'kakao-admin-key', apple.APPLE_PRIVATE_KEY]) {
    expect(printed).not.toContain(secret);
  }
  expect(printed).toContain('rest-api-key');
});
