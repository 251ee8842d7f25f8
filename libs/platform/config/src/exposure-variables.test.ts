import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { loadConfig } from './load-config.ts';
import { basics } from './testing/basics.ts';

const exposureOf = (env: Record<string, string>) =>
  loadConfig({ ...basics, SOOMCARE_ENV: 'development', ...env }).exposure;

test('air and pollen are off unless a source is named, even where a key is known', () => {
  expect(exposureOf({})).toBeUndefined();
  expect(exposureOf({ PUBLIC_DATA_KEY: 'hidden' })).toBeUndefined();
  expect(exposureOf({ EXPOSURE_SOURCE: 'made-up' })).toEqual({ source: 'made-up' });
});

test('the public portal needs its key, which is not printed', () => {
  const exposure = exposureOf({
    EXPOSURE_SOURCE: 'public-data',
    PUBLIC_DATA_KEY: 'hidden',
    KMA_HEALTH_URL: 'https://portal.example/V4/',
  });

  expect(exposure).toMatchObject({ key: 'hidden', kmaHealthUrl: 'https://portal.example/V4' });
  expect(`${JSON.stringify(exposure)} ${inspect(exposure)}`).not.toContain('hidden');
});

test.each<[string, Record<string, string>]>([
  ['EXPOSURE_SOURCE', { EXPOSURE_SOURCE: 'guess' }],
  ['PUBLIC_DATA_KEY', { EXPOSURE_SOURCE: 'public-data' }],
  ['AIRKOREA_URL', { AIRKOREA_URL: 'air.example' }],
  ['KMA_HEALTH_URL', { KMA_HEALTH_URL: 'https://portal.example/V3?serviceKey=x' }],
  ['EXPOSURE_SOURCE', { EXPOSURE_SOURCE: 'made-up', SOOMCARE_ENV: 'production' }],
])('%s is refused of %j', (variable, env) => {
  expect(() => exposureOf(env)).toThrow(variable);
});
