import { createECDH, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { ConfigError } from './config-error.ts';
import { loadConfig } from './load-config.ts';
import { aKey, basics } from './testing/basics.ts';

const pem = (privateKey: KeyObject): string => privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();

const rsaKey = pem(generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey);
const keyFile = (changes: Record<string, unknown> = {}): string =>
  JSON.stringify({
    type: 'service_account',
    project_id: 'soomcare-test',
    client_email: 'push@soomcare-test.iam.gserviceaccount.com',
    private_key: rsaKey,
    token_uri: 'https://oauth2.googleapis.com/token',
    ...changes,
  });

const vapidKeys = () => {
  const curve = createECDH('prime256v1');
  curve.generateKeys();

  return {
    VAPID_PUBLIC_KEY: curve.getPublicKey('base64url'),
    // A number below 2^248 comes out with fewer bytes.
    VAPID_PRIVATE_KEY: Buffer.from(curve.getPrivateKey('hex').padStart(64, '0'), 'hex').toString('base64url'),
  };
};
const vapid = { ...vapidKeys(), VAPID_SUBJECT: 'mailto:push@soomcare.example' };

const problemsOf = (env: Record<string, string>): string[] => {
  try {
    loadConfig({ ...basics, ...env });
  } catch (error) {
    if (error instanceof ConfigError) return error.problems.map(({ variable }) => variable);
    throw error;
  }

  return [];
};

test('without variables both providers are off, also in production', () => {
  expect(loadConfig(basics).push).toEqual({});
});

test('a key file as text turns FCM on, at the addresses of Google', () => {
  const { fcm, web } = loadConfig({ ...basics, FCM_SERVICE_ACCOUNT: keyFile() }).push;

  expect(fcm).toMatchObject({
    account: {
      projectId: 'soomcare-test',
      clientEmail: 'push@soomcare-test.iam.gserviceaccount.com',
      privateKey: rsaKey,
    },
    tokenBaseUrl: 'https://oauth2.googleapis.com',
    messagesBaseUrl: 'https://fcm.googleapis.com',
  });
  expect(web).toBeUndefined();
});

test('a key file can be given by its path, and FCM by an address on this machine', () => {
  const folder = mkdtempSync(join(tmpdir(), 'soomcare-fcm-'));
  writeFileSync(join(folder, 'key.json'), keyFile());
  const env = {
    ...basics,
    FCM_SERVICE_ACCOUNT: join(folder, 'key.json'),
    FCM_MESSAGES_URL: 'http://127.0.0.1:9099',
  };
  const { fcm } = loadConfig(env).push;
  rmSync(folder, { recursive: true });

  expect(fcm?.account.projectId).toBe('soomcare-test');
  expect(fcm?.messagesBaseUrl).toBe('http://127.0.0.1:9099');
});

test('the three VAPID variables together turn Web Push on', () => {
  const { web } = loadConfig({ ...basics, ...vapid }).push;

  expect({ ...web }).toEqual({
    publicKey: vapid.VAPID_PUBLIC_KEY,
    privateKey: vapid.VAPID_PRIVATE_KEY,
    subject: 'mailto:push@soomcare.example',
  });
});

test.each<[string, Record<string, string>, string[]]>([
  ['a path that leads nowhere', { FCM_SERVICE_ACCOUNT: '/nowhere/key.json' }, ['FCM_SERVICE_ACCOUNT']],
  ['text that is no JSON', { FCM_SERVICE_ACCOUNT: '{' }, ['FCM_SERVICE_ACCOUNT']],
  [
    'a key file without an address',
    { FCM_SERVICE_ACCOUNT: keyFile({ client_email: undefined }) },
    ['FCM_SERVICE_ACCOUNT'],
  ],
  [
    'a key that is not RSA',
    {
      FCM_SERVICE_ACCOUNT: keyFile({
        private_key: pem(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey),
      }),
    },
    ['FCM_SERVICE_ACCOUNT'],
  ],
  ['FCM without TLS', { FCM_MESSAGES_URL: 'http://fcm.example' }, ['FCM_MESSAGES_URL']],
  ['tokens from an address with a path', { FCM_TOKEN_URL: 'https://a.example/b' }, ['FCM_TOKEN_URL']],
  ['a VAPID key alone', { VAPID_PUBLIC_KEY: vapid.VAPID_PUBLIC_KEY }, ['VAPID_PRIVATE_KEY', 'VAPID_SUBJECT']],
  ['VAPID keys without a subject', vapidKeys(), ['VAPID_SUBJECT']],
  ['keys of two pairs', { ...vapid, VAPID_PRIVATE_KEY: aKey() }, ['VAPID_PRIVATE_KEY']],
  [
    'a private key outside the curve',
    { ...vapid, VAPID_PRIVATE_KEY: Buffer.alloc(32, 255).toString('base64url') },
    ['VAPID_PRIVATE_KEY'],
  ],
  ['a short public key', { ...vapid, VAPID_PUBLIC_KEY: aKey() }, ['VAPID_PUBLIC_KEY']],
  ['a subject that is no address', { ...vapid, VAPID_SUBJECT: 'us' }, ['VAPID_SUBJECT']],
])('%s is refused', (_name, env, problems) => {
  expect(problemsOf(env)).toEqual(problems);
});

test('no private key is printed', () => {
  const config = loadConfig({ ...basics, ...vapid, FCM_SERVICE_ACCOUNT: keyFile() });
  const printed = `${JSON.stringify(config)} ${inspect(config, { depth: 9 })}`;

  expect(printed).not.toContain(vapid.VAPID_PRIVATE_KEY);
  expect(printed).not.toContain('PRIVATE KEY-----');
  expect(printed).toContain('soomcare-test');
});
