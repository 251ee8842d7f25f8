import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { daysInRange, daysOf, isTimeZone, localDayOf } from './local-day.ts';

describe('localDayOf', () => {
  test.each([
    ['2025-12-31T14:59:59.999Z', 'Asia/Seoul', '2025-12-31'],
    ['2025-12-31T15:00:00.000Z', 'Asia/Seoul', '2026-01-01'],
    // New York springs forward on 2026-03-08 and falls back on 2026-11-01.
    ['2026-03-08T04:59:59.999Z', 'America/New_York', '2026-03-07'],
    ['2026-03-09T03:59:59.999Z', 'America/New_York', '2026-03-08'],
    ['2026-11-02T04:59:59.999Z', 'America/New_York', '2026-11-01'],
    // Lord Howe moves by half an hour: UTC+11 until 2026-04-05, then UTC+10:30.
    ['2026-04-04T12:59:59.999Z', 'Australia/Lord_Howe', '2026-04-04'],
    ['2026-04-04T13:00:00.000Z', 'Australia/Lord_Howe', '2026-04-05'],
    ['2026-04-05T13:29:59.999Z', 'Australia/Lord_Howe', '2026-04-05'],
    ['2026-04-05T13:30:00.000Z', 'Australia/Lord_Howe', '2026-04-06'],
  ])('%s in %s is %s', (instant, timeZone, day) => {
    expect(localDayOf(new Date(instant), timeZone)).toBe(day);
  });

  test('it is the day on the wall calendar, whatever the zone does to its clock', () => {
    const instants = fc.date({
      min: new Date('1970-01-01'),
      max: new Date('2037-12-31'),
      noInvalidDate: true,
    });
    const someZones = fc.constantFrom(
      'Asia/Seoul',
      'Australia/Lord_Howe',
      'America/New_York',
      'Pacific/Apia',
    );
    const calendars = new Map<string, Intl.DateTimeFormat>();
    const wallCalendar = (timeZone: string) =>
      calendars.getOrInsertComputed(
        timeZone,
        () => new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }),
      );

    fc.assert(
      fc.property(instants, someZones, (instant, timeZone) => {
        expect(localDayOf(instant, timeZone)).toBe(wallCalendar(timeZone).format(instant));
      }),
      { numRuns: 500 },
    );
  });

  test('a later instant is never on an earlier day', () => {
    const instants = fc.date({
      min: new Date('2026-01-01'),
      max: new Date('2027-01-01'),
      noInvalidDate: true,
    });

    fc.assert(
      fc.property(instants, fc.integer({ min: 0, max: 86_400_000 }), (instant, ms) => {
        const later = new Date(instant.getTime() + ms);
        expect(localDayOf(later, 'Australia/Lord_Howe') >= localDayOf(instant, 'Australia/Lord_Howe')).toBe(
          true,
        );
      }),
    );
  });
});

test('a zone is a name of the IANA list in its own spelling', () => {
  expect(['Asia/Seoul', 'UTC', 'Etc/GMT+9'].map(isTimeZone)).toEqual([true, true, true]);
  expect(['+09:00', 'KST', 'asia/seoul', 'Asia/Nowhere', ''].map(isTimeZone)).toEqual(Array(5).fill(false));
});

test('a leap February has 29 days', () => {
  expect([daysOf('2028-02').at(-1), daysOf('2026-02').at(-1), daysOf('2026-12').length]).toEqual([
    '2028-02-29',
    '2026-02-28',
    31,
  ]);
});

test.each([
  ['2026-03-01', '2026-03-01', 1],
  ['2024-02-28', '2024-03-01', 3],
  ['2026-03-02', '2026-03-01', 0],
  ['2026-02-30x', '2026-03-01', NaN],
])('from %s to %s are %d days', (from, to, days) => {
  expect(daysInRange(from, to)).toBe(days);
});
