import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isoInstant, sqlInstant } from './instants.ts';
import { binaryToUuid, newUuid, uuidToBinary } from './uuid.ts';

test('every UUID survives the way into 16 bytes and back', () => {
  fc.assert(fc.property(fc.uuid(), (uuid) => binaryToUuid(uuidToBinary(uuid)) === uuid));
});

test('an upper-case UUID is the same key as its lower-case form', () => {
  const uuid = newUuid();

  expect(uuidToBinary(uuid.toUpperCase())).toEqual(uuidToBinary(uuid));
});

test('a new id is of version 7 and begins with the time, so that it sorts after an older one', () => {
  const earliest = Date.now();
  const uuid = newUuid();
  const latest = Date.now();

  const madeAt = uuidToBinary(uuid).readUIntBE(0, 6);
  expect(uuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(madeAt).toBeGreaterThanOrEqual(earliest);
  expect(madeAt).toBeLessThanOrEqual(latest);
});

test.each(['', 'x', '0189000000007000800000000000000', '01890000-0000-7000-8000-00000000000g'])(
  '%j is no UUID',
  (text) => {
    expect(() => uuidToBinary(text)).toThrow(RangeError);
  },
);

test('fifteen bytes are no UUID', () => {
  expect(() => binaryToUuid(Buffer.alloc(15))).toThrow(RangeError);
});

test.each([
  ['2026-01-01 00:00:00.000', '2026-01-01T00:00:00.000Z'],
  ['2026-01-01 00:00:00.123456', '2026-01-01T00:00:00.123Z'],
  ['2026-01-01 00:00:00', '2026-01-01T00:00:00.000Z'],
  ['2026-12-31 23:59:59.5', '2026-12-31T23:59:59.500Z'],
])('the SQL instant %s is %s', (sql, iso) => {
  expect(isoInstant(sql)).toBe(iso);
});

test.each(['2026-01-01', 'now', '2026-01-01T00:00:00.000Z'])('%s is no SQL instant', (text) => {
  expect(() => isoInstant(text)).toThrow(RangeError);
});

test('an instant survives the way into SQL and back', () => {
  const range = { min: new Date('1970-01-01'), max: new Date('9999-12-31'), noInvalidDate: true };
  fc.assert(
    fc.property(fc.date(range), (instant) => isoInstant(sqlInstant(instant)) === instant.toISOString()),
  );
});
