import { expect, test } from 'vitest';
import { z } from 'zod';

import { anyone, member } from './access.ts';
import { checkContracts } from './contract-check.ts';
import { type Contract, endpoint } from './endpoint.ts';

const contract = {
  method: 'get',
  path: '/things/{id}',
  operationId: 'getThing',
  summary: 'A thing',
  tag: 'Things',
  access: member(),
  params: z.strictObject({ id: z.uuid() }),
} satisfies Contract;

const of = (different: Partial<Contract>) => endpoint({ ...contract, ...different }, () => Promise.resolve());

test('a sound contract passes', () => {
  expect(() => checkContracts([of({})])).not.toThrow();
});

test('a route without an access policy fails the boot', () => {
  // As a careless cast or a JavaScript caller would do it.
  const open = JSON.parse(JSON.stringify({ ...contract, access: undefined, params: undefined })) as Contract;
  const unguarded = endpoint(open, () => Promise.resolve());
  expect(() => checkContracts([unguarded])).toThrow('getThing has no access policy');
});

test('a route whose path and parameters disagree fails the boot', () => {
  expect(() => checkContracts([of({ path: '/things/{thingId}' })])).toThrow('path parameters');
});

test('a route whose path begins with a parameter fails the boot: routes are found by their first step', () => {
  expect(() => checkContracts([of({ path: '/{id}' })])).toThrow('begins with a parameter');
  expect(() => checkContracts([of({ path: '/thing-{id}' })])).toThrow('begins with a parameter');
});

test('a body or query that would let unknown keys pass fails the boot', () => {
  expect(() => checkContracts([of({ body: z.object({ a: z.string() }) })])).toThrow(
    'body that is not strict',
  );
  expect(() => checkContracts([of({ query: z.object({ a: z.string() }) })])).toThrow(
    'query that is not strict',
  );
});

test('a route that is open to anyone and never limited fails the boot', () => {
  expect(() => checkContracts([of({ access: anyone('probe'), neverLimited: true })])).toThrow(
    'without a limit',
  );
  expect(() => checkContracts([of({ neverLimited: true })])).not.toThrow();
});

test('two routes of one name or one address fail the boot', () => {
  expect(() => checkContracts([of({}), of({ path: '/others/{id}' })])).toThrow('getThing is declared twice');
  expect(() => checkContracts([of({}), of({ operationId: 'other', access: anyone('probe') })])).toThrow(
    'get /things/{id} is declared twice',
  );
});
