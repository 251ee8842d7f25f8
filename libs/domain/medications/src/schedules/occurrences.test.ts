import { afterEach, describe, expect, test, vi } from 'vitest';

import { missedAfter, type Occurrence, occurrencesBetween, occurrencesOn } from './occurrences.ts';
import type { ScheduleRule } from './schedule-rule.ts';

const aRule = (parts: Partial<ScheduleRule> = {}): ScheduleRule => ({
  kind: 'times',
  times: ['08:00'],
  weekdays: [1, 2, 3, 4, 5, 6, 7],
  everyDays: 1,
  everyHours: null,
  startsOn: '2026-01-01',
  endsOn: null,
  count: null,
  pauses: [],
  timeZone: 'Asia/Seoul',
  ...parts,
});

const everyHours = (hours: number, parts: Partial<ScheduleRule> = {}) =>
  aRule({ kind: 'interval', everyHours: hours, ...parts });

const between = (rule: ScheduleRule, from: string, to: string) =>
  occurrencesBetween(rule, new Date(from), new Date(to));

const datesOf = (occurrences: readonly Occurrence[]) => occurrences.map(({ localDate }) => localDate);

/** Such as `2026-03-08T07:30Z 2026-03-08 02:30`. */
const rowsOf = (occurrences: readonly Occurrence[]) =>
  occurrences.map(
    ({ dueAt, localDate, localTime }) => `${dueAt.toISOString().slice(0, 16)}Z ${localDate} ${localTime}`,
  );

describe('a window', () => {
  test('holds its first instant and not its last', () => {
    const rule = aRule({ times: ['08:00', '20:00'] });
    expect(rowsOf(between(rule, '2026-01-02T08:00+09:00', '2026-01-02T20:00+09:00'))).toEqual([
      '2026-01-01T23:00Z 2026-01-02 08:00',
    ]);
  });

  test.each([
    ['six past', '08:06', '2026-01-02T23:06Z 2026-01-03 08:06'],
    ['a quarter past', '08:15', '2026-01-02T23:15Z 2026-01-03 08:15'],
  ])('a dose at %s is found once by a tick of ten minutes', (_what, time, row) => {
    const rule = aRule({ times: [time] });
    const ticks = Array.from({ length: 144 }, (_, index) => Date.UTC(2026, 0, 2) + index * 600_000);
    const found = ticks.flatMap((tick) => occurrencesBetween(rule, new Date(tick), new Date(tick + 600_000)));
    expect(rowsOf(found)).toEqual([row]);
  });

  test('nothing is due before the start, after the end, or in a window without length', () => {
    const rule = aRule({ startsOn: '2026-01-10', endsOn: '2026-01-12' });
    expect(datesOf(between(rule, '2025-12-01T00:00Z', '2027-01-01T00:00Z'))).toEqual([
      '2026-01-10',
      '2026-01-11',
      '2026-01-12',
    ]);
    expect(between(rule, '2026-01-10T08:00+09:00', '2026-01-10T08:00+09:00')).toEqual([]);
  });
});

describe('the zone of the schedule', () => {
  afterEach(() => void vi.unstubAllEnvs());

  test.each(['UTC', 'America/New_York', 'Pacific/Apia'])('counts, not that of a server in %s', (zone) => {
    vi.stubEnv('TZ', zone);
    const rule = aRule({ timeZone: 'Europe/London' });
    expect(new Date('2026-07-01T00:00:00Z').getTimezoneOffset() === 0).toBe(zone === 'UTC');
    expect(rowsOf(occurrencesOn(rule, '2026-07-01'))).toEqual(['2026-07-01T07:00Z 2026-07-01 08:00']);
    expect(rowsOf(occurrencesOn(rule, '2026-12-01'))).toEqual(['2026-12-01T08:00Z 2026-12-01 08:00']);
  });

  test('an unknown one is refused, with no other in its place', () => {
    expect(() => occurrencesOn(aRule({ timeZone: 'Asia/Nowhere' }), '2026-01-01')).toThrow(RangeError);
  });

  test('a dose at 23:50 belongs to its own local day, whatever day it is elsewhere or when it is answered', () => {
    const rule = aRule({ times: ['23:50'], timeZone: 'America/New_York' });
    expect(rowsOf(between(rule, '2026-06-01T00:00Z', '2026-06-02T12:00Z'))).toEqual([
      '2026-06-01T03:50Z 2026-05-31 23:50',
      '2026-06-02T03:50Z 2026-06-01 23:50',
    ]);
  });
});

describe('days', () => {
  test('Monday, Wednesday and Friday are not every two days', () => {
    const weekdays = aRule({ weekdays: [1, 3, 5], startsOn: '2026-01-05' });
    const everyTwo = aRule({ everyDays: 2, startsOn: '2026-01-05' });
    const window = ['2026-01-05T00:00+09:00', '2026-01-15T00:00+09:00'] as const;
    expect(datesOf(between(weekdays, ...window))).toEqual([
      '2026-01-05',
      '2026-01-07',
      '2026-01-09',
      '2026-01-12',
      '2026-01-14',
    ]);
    expect(datesOf(between(everyTwo, ...window))).toEqual([
      '2026-01-05',
      '2026-01-07',
      '2026-01-09',
      '2026-01-11',
      '2026-01-13',
    ]);
  });

  test('two rules share a week, and a pause of one leaves the other alone', () => {
    const pauses = [{ from: '2026-01-07', to: '2026-01-12' }];
    const workdays = aRule({ weekdays: [1, 2, 3, 4, 5], startsOn: '2026-01-05', pauses });
    const weekend = aRule({ weekdays: [6, 7], times: ['10:00'], startsOn: '2026-01-05' });
    const window = ['2026-01-05T00:00+09:00', '2026-01-14T00:00+09:00'] as const;
    expect(datesOf(between(workdays, ...window))).toEqual(['2026-01-05', '2026-01-06', '2026-01-13']);
    expect(datesOf(between(weekend, ...window))).toEqual(['2026-01-10', '2026-01-11']);
  });

  test.each([
    [2028, ['2028-02-26', '2028-02-29', '2028-03-03']],
    [2026, ['2026-02-26', '2026-03-01', '2026-03-04']],
  ])('every three days goes on over the end of February %i', (year, dates) => {
    const rule = aRule({ everyDays: 3, startsOn: `${year}-02-26` });
    expect(datesOf(between(rule, `${year}-02-01T00:00Z`, `${year}-03-05T00:00Z`))).toEqual(dates);
  });

  test('midnight is the beginning of its day', () => {
    const rule = aRule({ times: ['00:00', '23:59'] });
    expect(rowsOf(occurrencesOn(rule, '2026-02-28'))).toEqual([
      '2026-02-27T15:00Z 2026-02-28 00:00',
      '2026-02-28T14:59Z 2026-02-28 23:59',
    ]);
  });
});

describe('a clock that changes', () => {
  // New York: 2026-03-08 has no 02:00–02:59, 2026-11-01 has 01:00–01:59 twice.
  const timeZone = 'America/New_York';

  test('every eight hours stays eight hours, while daily keeps its wall time', () => {
    const window = ['2026-03-07T12:00Z', '2026-03-09T13:00Z'] as const;
    const interval = everyHours(8, { startsOn: '2026-03-07', timeZone });
    expect(rowsOf(between(interval, ...window))).toEqual([
      '2026-03-07T13:00Z 2026-03-07 08:00',
      '2026-03-07T21:00Z 2026-03-07 16:00',
      '2026-03-08T05:00Z 2026-03-08 00:00',
      '2026-03-08T13:00Z 2026-03-08 09:00',
      '2026-03-08T21:00Z 2026-03-08 17:00',
      '2026-03-09T05:00Z 2026-03-09 01:00',
    ]);
    expect(rowsOf(between(aRule({ timeZone }), ...window))).toEqual([
      '2026-03-07T13:00Z 2026-03-07 08:00',
      '2026-03-08T12:00Z 2026-03-08 08:00',
      '2026-03-09T12:00Z 2026-03-09 08:00',
    ]);
  });

  test('a wall time that does not exist is put forward by the gap and keeps its name', () => {
    const rule = aRule({ times: ['02:30', '03:00'], timeZone });
    expect(rowsOf(occurrencesOn(rule, '2026-03-08'))).toEqual([
      '2026-03-08T07:00Z 2026-03-08 03:00',
      '2026-03-08T07:30Z 2026-03-08 02:30',
    ]);
  });

  test('two wall times that fall on one instant are one dose, named by what the clock shows', () => {
    const rule = aRule({ times: ['02:30', '03:30'], timeZone });
    expect(rowsOf(occurrencesOn(rule, '2026-03-08'))).toEqual(['2026-03-08T07:30Z 2026-03-08 03:30']);
  });

  test('a wall time that comes twice is due once, at the first', () => {
    const rule = aRule({ times: ['01:30'], timeZone });
    expect(rowsOf(between(rule, '2026-11-01T00:00Z', '2026-11-02T00:00Z'))).toEqual([
      '2026-11-01T05:30Z 2026-11-01 01:30',
    ]);
  });

  test('an hour that comes twice gives an hourly schedule two doses of one name', () => {
    const rule = everyHours(1, { startsOn: '2026-10-31', timeZone });
    expect(rowsOf(between(rule, '2026-11-01T05:00Z', '2026-11-01T07:00Z'))).toEqual([
      '2026-11-01T05:00Z 2026-11-01 01:00',
      '2026-11-01T06:00Z 2026-11-01 01:00',
    ]);
  });

  describe('over midnight', () => {
    // Nuuk, 2024-03-30: after 22:59 comes 00:00 of the 31st.
    const nuuk = { startsOn: '2024-03-01', timeZone: 'America/Nuuk' };

    test('a dose put forward belongs to the day that planned it', () => {
      const rule = aRule({ ...nuuk, times: ['00:15', '23:30'] });
      expect(rowsOf(between(rule, '2024-03-31T01:00Z', '2024-03-31T02:00Z'))).toEqual([
        '2024-03-31T01:15Z 2024-03-31 00:15',
        '2024-03-31T01:30Z 2024-03-30 23:30',
      ]);
      expect(rowsOf(between(rule, '2024-03-31T01:20Z', '2024-03-31T02:00Z'))).toEqual([
        '2024-03-31T01:30Z 2024-03-30 23:30',
      ]);
    });

    test('a dose put forward stays if the one it would meet lies after the last day', () => {
      const rule = aRule({ ...nuuk, times: ['00:30', '23:30'] });
      expect(datesOf(between(rule, '2024-03-31T01:00Z', '2024-03-31T02:00Z'))).toEqual(['2024-03-31']);
      expect(
        datesOf(between({ ...rule, endsOn: '2024-03-30' }, '2024-03-31T01:00Z', '2024-03-31T02:00Z')),
      ).toEqual(['2024-03-30']);
    });
  });

  test('a day that the zone skips has no doses, and none of them counts', () => {
    const rule = aRule({ startsOn: '2011-12-26', everyDays: 2, count: 3, timeZone: 'Pacific/Apia' });
    expect(occurrencesOn(rule, '2011-12-30')).toEqual([]);
    expect(datesOf(between(rule, '2011-12-01T00:00Z', '2012-02-01T00:00Z'))).toEqual([
      '2011-12-26',
      '2011-12-28',
      '2012-01-01',
    ]);
  });
});

describe('an end by count', () => {
  const window = ['2026-01-01T00:00Z', '2026-03-01T00:00Z'] as const;

  test('lets the last day end in its middle', () => {
    const rule = aRule({ times: ['08:00', '20:00'], count: 3 });
    expect(rowsOf(between(rule, '2025-01-01T00:00Z', '2027-01-01T00:00Z'))).toEqual([
      '2025-12-31T23:00Z 2026-01-01 08:00',
      '2026-01-01T11:00Z 2026-01-01 20:00',
      '2026-01-01T23:00Z 2026-01-02 08:00',
    ]);
  });

  test('is put off by a pause, of which overlapping days are paused once', () => {
    const pauses = [
      { from: '2026-01-03', to: '2026-01-05' },
      { from: '2026-01-05', to: '2026-01-06' },
    ];
    const rule = aRule({ startsOn: '2026-01-02', count: 3, pauses });
    expect(datesOf(between(rule, ...window))).toEqual(['2026-01-02', '2026-01-07', '2026-01-08']);
    expect(datesOf(occurrencesOn(rule, '2026-01-08'))).toEqual(['2026-01-08']);
    expect(occurrencesOn(rule, '2026-01-09')).toEqual([]);
  });

  test('counts two wall times that met on one instant as one dose', () => {
    // Two doses a day from 2026-03-06, but one on 2026-03-08 in New York.
    const rule = aRule({
      times: ['02:30', '03:30'],
      startsOn: '2026-03-06',
      count: 6,
      timeZone: 'America/New_York',
    });
    expect(rowsOf(between(rule, '2026-03-09T00:00Z', '2026-04-01T00:00Z'))).toEqual([
      '2026-03-09T06:30Z 2026-03-09 02:30',
    ]);
  });

  test('never goes beyond the last day', () => {
    const rule = aRule({ startsOn: '2026-01-02', endsOn: '2026-01-03', count: 10 });
    expect(datesOf(between(rule, ...window))).toEqual(['2026-01-02', '2026-01-03']);
  });

  test('is worked out and not walked to, over a thousand years and twenty pauses', () => {
    const years = Array.from({ length: 19 }, (_, index) => 2980 + index);
    const pauses = [
      { from: '1900-01-03', to: '2979-12-30' },
      ...years.map((year) => ({ from: `${year}-01-02`, to: `${year}-12-30` })),
    ];
    const times = Array.from({ length: 12 }, (_, index) => `${String(index * 2).padStart(2, '0')}:00`);
    // Two days of 1900, the last one of 2979, and the first and the last of nineteen years.
    const count = 12 * (2 + 1 + 19 * 2);
    const rule = (counted: number) =>
      aRule({ times, startsOn: '1900-01-01', count: counted, pauses, timeZone: 'America/New_York' });

    expect(occurrencesOn(rule(count), '2998-12-31')).toHaveLength(12);
    expect(occurrencesOn(rule(count - 12), '2998-12-31')).toHaveLength(0);
  });

  test('holds for an interval as well', () => {
    const pauses = [{ from: '2026-01-03', to: '2026-01-03' }];
    const rule = everyHours(12, { startsOn: '2026-01-02', count: 4, pauses });
    expect(rowsOf(between(rule, ...window))).toEqual([
      '2026-01-01T23:00Z 2026-01-02 08:00',
      '2026-01-02T11:00Z 2026-01-02 20:00',
      '2026-01-03T23:00Z 2026-01-04 08:00',
      '2026-01-04T11:00Z 2026-01-04 20:00',
    ]);
  });
});

describe('missedAfter', () => {
  const dueAt = '2026-01-02T08:00:00Z';

  test.each([
    [null, '2026-01-02T12:00:00.000Z'],
    ['2026-01-03T08:00:00Z', '2026-01-02T12:00:00.000Z'],
    ['2026-01-02T16:00:00Z', '2026-01-02T12:00:00.000Z'],
    ['2026-01-02T15:58:00Z', '2026-01-02T11:59:00.000Z'],
    ['2026-01-02T12:00:00Z', '2026-01-02T10:00:00.000Z'],
    ['2026-01-02T08:15:00Z', '2026-01-02T08:07:30.000Z'],
  ])('with the next dose at %s it is %s', (next, missed) => {
    expect(missedAfter(new Date(dueAt), next === null ? null : new Date(next)).toISOString()).toBe(missed);
  });
});
