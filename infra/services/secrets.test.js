import { readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { parseEnvironment, readDevelopmentSecrets, readMysqlPasswords } from './secrets.js';
import { temporaryFolder } from './test-folder.js';

test('development secrets have the shape the configuration asks for, and only their owner may read them', () => {
  const file = path.join(temporaryFolder(), 'dev.env');
  const secrets = readDevelopmentSecrets(file);

  expect(secrets['ACCESS_TOKEN_KEYS']).toMatch(/^[0-9a-f]{8}:[\w-]{43}$/);
  expect(secrets['FIELD_ENCRYPTION_KEYS']).toMatch(/^1:[\w-]{43}$/);
  expect(secrets['INDEX_KEY']).toMatch(/^[\w-]{43}$/);
  expect(secrets['PASSWORD_PEPPER']).toMatch(/^[\w-]{43}$/);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test('secrets are made once: stored data is encrypted with them', () => {
  const file = path.join(temporaryFolder(), 'dev.env');

  expect(readDevelopmentSecrets(file)).toEqual(readDevelopmentSecrets(file));
});

test('a secret that an older file lacks is added, the others stay', () => {
  const file = path.join(temporaryFolder(), 'dev.env');
  writeFileSync(file, 'INDEX_KEY=kept\n');
  readDevelopmentSecrets(file);
  const stored = parseEnvironment(readFileSync(file, 'utf8'));

  expect(stored['INDEX_KEY']).toBe('kept');
  expect(stored['PASSWORD_PEPPER']).toMatch(/^[\w-]{43}$/);
});

test('two checkouts have different passwords', () => {
  const [first, second] = [temporaryFolder(), temporaryFolder()].map((folder) =>
    readMysqlPasswords(path.join(folder, 'passwords.json')),
  );

  expect(first?.root).not.toBe(second?.root);
});
