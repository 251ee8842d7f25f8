import { expect, test } from 'vitest';
import { Problem, explain, sentenceFor } from './messages.js';

test.each([
  ['npm error nospc ENOSPC: no space left on device, write', /disk is full/],
  ['dpkg-deb: error: unable to write: No space left on device', /disk is full/],
  ['OS error code  28:  No space left on device', /disk is full/],
  ["E: Failed to fetch http://x  Temporary failure resolving 'x'", /network cannot be reached/],
  ['npm error code EAI_AGAIN', /network cannot be reached/],
  ['W: Failed to fetch http://x  Could not connect to x:80', /network cannot be reached/],
])('%s becomes one sentence', (output, sentence) => {
  expect(sentenceFor(output)).toMatch(sentence);
});

test('other output is not explained away', () => {
  expect(sentenceFor('npm error code ERESOLVE')).toBeNull();
});

test('a problem is shown as its sentence, without a stack', () => {
  expect(explain(new Problem('Port 3000 is taken.'))).toEqual({ sentence: 'Port 3000 is taken.' });
});

test('a full disk is named when the launcher itself meets it', () => {
  const error = Object.assign(new Error('write'), { code: 'ENOSPC' });

  expect(explain(error).sentence).toMatch(/disk is full/);
});

test('an error nobody foresaw keeps its stack', () => {
  const { sentence, details } = explain(new TypeError('odd'));

  expect(sentence).toBe('Unexpected: odd');
  expect(details).toContain('messages.test.js');
});
