import { expect, test } from 'vitest';
import { z } from 'zod';

import { compileSerialiser } from './serialise.ts';

const view = z
  .object({
    id: z.uuid(),
    zone: z.enum(['green', 'red']).nullable(),
    peakFlow: z.object({ min: z.int() }).nullable(),
    note: z.string().optional(),
  })
  .meta({ id: 'SerialisedView' });
const row = { id: '01890f3e-0000-7000-8000-000000000001', zone: null, peakFlow: { min: 400 } };

test('a key that the contract does not name never leaves, at any depth', () => {
  const serialise = compileSerialiser(z.object({ items: z.array(view) }));
  const leaky = { items: [{ ...row, passwordHash: 'x', peakFlow: { min: 400, memberId: 'y' } }], extra: 1 };
  expect(JSON.parse(serialise(leaky))).toEqual({ items: [row] });
});

test('null stays null and an absent optional key stays absent', () => {
  const serialise = compileSerialiser(view);
  expect(JSON.parse(serialise({ ...row, peakFlow: null, note: undefined }))).toEqual({
    ...row,
    peakFlow: null,
  });
});

test('an answer without a promised key is an error, not a half answer', () => {
  expect(() => compileSerialiser(view)({ id: row.id })).toThrow();
});

test('Korean text, quotes and control characters come through as JSON', () => {
  const note = '숨이 "차요"\n\u0000\ud83d\ude37';
  expect(JSON.parse(compileSerialiser(view)({ ...row, note }))).toEqual({ ...row, note });
});
