import { expect, test } from 'vitest';
import { isInstalled } from './install.js';

const lock = {
  packages: {
    '': { name: 'soomcare' },
    'apps/api': { version: '0.1.0' },
    'node_modules/@soomcare/api': { link: true },
    'node_modules/zod': { version: '4.6.7' },
    'node_modules/other-system': { version: '1.0.0', optional: true },
  },
};
const installed = {
  packages: {
    'node_modules/@soomcare/api': { link: true },
    'node_modules/zod': { version: '4.6.7' },
  },
};

test('packages that match the lock file need no install, though another system’s optional one is missing', () => {
  expect(isInstalled(lock, installed)).toBe(true);
});

test('no node_modules, another version or a new package needs an install', () => {
  const { 'node_modules/zod': _zod, ...withoutZod } = installed.packages;

  expect(isInstalled(lock, null)).toBe(false);
  expect(isInstalled(lock, { packages: withoutZod })).toBe(false);
  expect(
    isInstalled(lock, { packages: { ...installed.packages, 'node_modules/zod': { version: '4.6.6' } } }),
  ).toBe(false);
});
