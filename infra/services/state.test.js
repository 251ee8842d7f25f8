import { statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { readState, writeState } from './state.js';
import { temporaryFolder } from './test-folder.js';

test('state is read back as written, and only its owner may read it', () => {
  const file = path.join(temporaryFolder(), 'services.json');
  const state = { mysql: { port: 33306 }, redis: {}, keepUp: true, launchers: [] };
  writeState(file, state);

  expect(readState(file)).toEqual(state);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test.each(['', '{"mysql": {"port"', 'null', '7'])('a state file that holds %j counts as none', (text) => {
  const file = path.join(temporaryFolder(), 'services.json');
  writeFileSync(file, text);

  expect(readState(file)).toEqual({ mysql: {}, redis: {}, keepUp: false, launchers: [] });
});
