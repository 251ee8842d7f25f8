import { seoulDayOf } from '@soomcare/time';

import { describe, expect, test } from 'vitest';

import { fourteenthBirthday, isAdult, needsGuardian } from './age.ts';

describe('the guardian gate', () => {
  test.each([
    ['2012-11-22', '2026-11-21T14:59:59.999Z', true],
    ['2012-11-22', '2026-11-21T15:00:00.000Z', false],
    ['2012-02-29', '2026-02-28T14:59:59.999Z', true],
    ['2012-02-29', '2026-02-28T15:00:00.000Z', false],
    ['2012-02-29', '2026-02-27T15:00:00.000Z', true],
    ['2016-02-29', '2030-02-28T00:00:00.000Z', true],
    ['2014-02-28', '2028-02-27T15:00:00.000Z', false],
    ['2014-03-01', '2028-02-28T15:00:00.000Z', true],
    ['2014-03-01', '2028-02-29T15:00:00.000Z', false],
    ['1980-01-01', '2026-11-21T00:00:00.000Z', false],
    ['2026-11-21', '2026-11-21T00:00:00.000Z', true],
  ])('born on %s, at %s: under fourteen is %s', (birthDate, now, expected) => {
    expect(needsGuardian(birthDate, new Date(now))).toBe(expected);
  });

  test.each([
    ['2012-11-22', '2026-11-22'],
    ['2012-02-29', '2026-03-01'],
  ])('born on %s, fourteen on %s', (birthDate, expected) => {
    expect(fourteenthBirthday(birthDate)).toBe(expected);
  });

  test.each([
    ['2007-11-21', true],
    ['2007-11-22', false],
  ])('born on %s, on 21 November 2026: grown up is %s', (birthDate, expected) => {
    expect(isAdult(birthDate, new Date('2026-11-21T03:00:00Z'))).toBe(expected);
  });

  test('the day is the one in Seoul', () => {
    expect(seoulDayOf(new Date('2025-12-31T15:00:00Z'))).toBe('2026-01-01');
  });
});
