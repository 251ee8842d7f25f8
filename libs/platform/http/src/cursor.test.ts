import { expect, test } from 'vitest';
import { z } from 'zod';

import { createCursor, cutPage, pageQuery, pageSize } from './cursor.ts';
import { ProblemError } from './errors.ts';

const cursor = createCursor(z.strictObject({ on: z.iso.date(), id: z.uuid() }));
const position = { on: '2026-02-28', id: '01890f3e-0000-7000-8000-000000000001' };

test('a cursor brings its position back', () => {
  expect(cursor.decode(cursor.encode(position))).toEqual(position);
});

test.each([
  '',
  'x',
  '!!!!',
  Buffer.from('null').toString('base64url'),
  Buffer.from('{"on":1}').toString('base64url'),
])('a cursor that is none of ours (%j) is a bad request, not a crash', (text) => {
  expect(() => cursor.decode(text)).toThrow(ProblemError);
});

test('a cursor of another list is refused', () => {
  const other = createCursor(z.strictObject({ at: z.string() }));
  expect(() => cursor.decode(other.encode({ at: 'x' }))).toThrow('BAD_CURSOR');
});

test('the last page has no next cursor, even when it is full', () => {
  expect(cutPage([1, 2, 3], 3, String)).toEqual({ items: [1, 2, 3], nextCursor: null });
  expect(cutPage([1, 2, 3, 4], 3, String)).toEqual({ items: [1, 2, 3], nextCursor: '3' });
  expect(cutPage([], 3, String)).toEqual({ items: [], nextCursor: null });
});

test.each(['0', '101', '-1', '1.5', '0x10', ' 5', '5 ', '', '1e1'])('limit=%j is refused', (limit) => {
  expect(z.strictObject(pageQuery).safeParse({ limit }).success).toBe(false);
});

test('a page is 20 rows unless the caller asks for 1 to 100', () => {
  const query = z.strictObject(pageQuery);
  expect(pageSize(query.parse({}))).toBe(20);
  expect(pageSize(query.parse({ limit: '100' }))).toBe(100);
});
