import { expect, onTestFinished, test } from 'vitest';
import { fittingJavaVersion, OPENSEARCH_VERSION } from './opensearch-program.js';
import { pingOpensearch } from './opensearch-server.js';
import { startPrivateOpensearch } from './private-servers.js';
import { isAlive } from './processes.js';
import { temporaryFolder } from './test-folder.js';

test('Java fits from 21 on', () => {
  expect(fittingJavaVersion('openjdk version "25.0.3" 2026-07-15 LTS')).toBe('25.0.3');
  expect(fittingJavaVersion('openjdk version "21" 2023-09-19')).toBe('21');
  expect(fittingJavaVersion('openjdk version "17.0.12" 2024-07-16')).toBeNull();
  expect(fittingJavaVersion('java version "1.8.0_292"')).toBeNull();
  expect(fittingJavaVersion('command not found')).toBeNull();
});

/** The first run fetches 70 MB. */
const slow = { timeout: 300_000 };

test('a private OpenSearch knows Korean, keeps its data over a kill, and stops', slow, async () => {
  const opensearch = await startPrivateOpensearch({ directory: temporaryFolder() });
  onTestFinished(() => opensearch.kill());
  const ask = async (
    /** @type {string} */ path,
    /** @type {string} */ method = 'GET',
    /** @type {unknown} */ body = undefined,
  ) => {
    const answer = await fetch(`${opensearch.url}${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    return answer.json();
  };

  expect(await ask('/')).toMatchObject({ version: { number: OPENSEARCH_VERSION } });
  const analysed = await ask('/_analyze', 'POST', {
    tokenizer: { type: 'nori_tokenizer', user_dictionary_rules: ['심비코트'], decompound_mode: 'none' },
    filter: ['nori_part_of_speech'],
    text: '심비코트를 흡입했다',
  });
  expect(analysed).toMatchObject({ tokens: [{ token: '심비코트' }, { token: '흡입' }] });

  await ask('/kept/_doc/1?refresh=true', 'PUT', { text: '숨' });
  await opensearch.kill();
  expect(await pingOpensearch(opensearch.port, 500)).toBe(false);
  await opensearch.restart();
  expect(await ask('/kept/_doc/1')).toMatchObject({ _source: { text: '숨' } });

  await opensearch.stop();
  expect(isAlive(opensearch.pid)).toBe(false);
});
