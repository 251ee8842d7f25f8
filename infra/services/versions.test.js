import { expect, test } from 'vitest';
import { fittingMysqlVersion, fittingRedisVersion, isAtLeast } from './versions.js';

test('versions are compared as numbers', () => {
  expect(isAtLeast('10.2', '9.9')).toBe(true);
  expect(isAtLeast('8.0.36', '8.0')).toBe(true);
  expect(isAtLeast('6.0.16', '6.2')).toBe(false);
});

test('a real MySQL from 8.0 on fits', () => {
  expect(fittingMysqlVersion('mysqld  Ver 8.0.36 for Linux on x86_64 (MySQL Community Server - GPL)')).toBe(
    '8.0.36',
  );
  expect(fittingMysqlVersion('/x/mysqld  Ver 9.7.4-2 for debian-linux-gnu on x86_64 ((Debian))')).toBe(
    '9.7.4',
  );
});

test('MariaDB and an old MySQL do not fit', () => {
  expect(fittingMysqlVersion('mysqld  Ver 10.11.6-MariaDB-0+deb12u1 for debian-linux-gnu')).toBeNull();
  expect(fittingMysqlVersion('mysqld  Ver 5.7.44 for Linux on x86_64')).toBeNull();
});

test('Redis fits from 6.2 on', () => {
  expect(fittingRedisVersion('Redis server v=7.0.15 sha=00000000:0 malloc=jemalloc')).toBe('7.0.15');
  expect(fittingRedisVersion('Redis server v=6.0.16 sha=00000000:0')).toBeNull();
  expect(fittingRedisVersion('command not found')).toBeNull();
});
