import { newUuid } from '@soomcare/database';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';

import { doseId, dueAtOf } from './dose-id.ts';

const schedule = '01890a5d-ac96-774b-bcce-b302099a8057';
const due = new Date('2026-03-10T23:00:00.000Z');

test('the same schedule and instant give the same id, now and in every later release', () => {
  expect(doseId(schedule, due)).toBe(doseId(schedule, new Date(due)));
  expect(doseId(schedule, due)).toBe('019cd9fa-8580-8281-96e7-856d2fdb58d9');
});

test('it is a UUID of version 8, whatever the instant', () => {
  const instants = fc.date({ min: new Date('1900-01-01'), max: new Date('2999-12-31'), noInvalidDate: true });

  fc.assert(
    fc.property(instants, (dueAt) => {
      const id = doseId(newUuid(), dueAt);
      expect(z.uuid({ version: 'v8' }).safeParse(id).success).toBe(true);
      expect(dueAtOf(id)).toEqual(dueAt);
    }),
  );
});

test('another schedule or another instant give another id', () => {
  const ids = [doseId(schedule, due), doseId(newUuid(), due), doseId(schedule, new Date(due.getTime() + 1))];

  expect(new Set(ids).size).toBe(3);
});

test('an id of another kind holds no instant', () => {
  expect(dueAtOf(newUuid())).toBeNull();
  expect(dueAtOf('00000000-0000-0000-0000-000000000000')).toBeNull();
});
