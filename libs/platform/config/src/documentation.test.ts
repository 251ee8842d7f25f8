import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { variables } from './variables.ts';

test('docs/CONFIGURATION.md has one row for every variable and for nothing else', () => {
  const page = readFileSync(new URL('../../../../docs/CONFIGURATION.md', import.meta.url), 'utf8');
  const documented = [...page.matchAll(/^\| `([A-Z0-9_]+)` \|/gm)].map(([, name]) => name);

  expect(documented.toSorted()).toEqual(Object.keys(variables.shape).toSorted());
});
