import { expect, test } from 'vitest';

import { isTest, read, ROOT, trackedFiles } from './sources.js';

const textFiles = trackedFiles().filter((file) => !/\.(png|ttf|woff2?|pdf|zip)$/.test(file));

test('no test is skipped, focused, left to be written, or waits for the clock', () => {
  const own = 'infra/guards/hygiene.test.js';
  const odd = textFiles
    .filter((file) => isTest(file) && file !== own)
    .filter((file) => /\b(it|test|describe)\.(skip|only|todo)\b|\bsleep\(/.test(read(file)));
  expect(odd).toEqual([]);
});

test('the lock file names no download address, so that any registry serves it', () => {
  expect(read('package-lock.json')).not.toMatch(/"resolved": "https?:/);
  expect(read('.npmrc')).toContain('omit-lockfile-registry-resolved=true');
});

test('no tracked file names this machine', () => {
  const places = [ROOT, process.env.HOME].filter((place) => place && place !== '/');
  const odd = textFiles.filter((file) => places.some((place) => read(file).includes(`${place}/`)));
  expect(odd).toEqual([]);
});

test('every package version in the workspace is exact', () => {
  const odd = trackedFiles()
    .filter((file) => file.endsWith('package.json'))
    .flatMap((file) => {
      const { dependencies = {}, devDependencies = {} } = JSON.parse(read(file));
      return Object.entries({ ...dependencies, ...devDependencies })
        .filter(([name, version]) => !name.startsWith('@soomcare/') && !/^(\d|npm:.*@\d)/.test(version))
        .map(([name, version]) => `${file}: ${name} ${version}`);
    });
  expect(odd).toEqual([]);
});
