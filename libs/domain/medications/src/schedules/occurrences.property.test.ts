import fc from 'fast-check';
import { expect, test } from 'vitest';

import { type Occurrence, occurrencesBetween, occurrencesOn } from './occurrences.ts';
import type { ScheduleRule } from './schedule-rule.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Days around which a zone's clock or the calendar does something odd. */
const turns = [
  { timeZone: 'America/New_York', day: '2024-03-10' },
  { timeZone: 'America/New_York', day: '2024-11-03' },
  { timeZone: 'Australia/Lord_Howe', day: '2024-10-06' },
  { timeZone: 'Australia/Lord_Howe', day: '2025-04-06' },
  { timeZone: 'Africa/Casablanca', day: '2023-03-19' },
  { timeZone: 'Africa/Casablanca', day: '2023-04-23' },
  { timeZone: 'Pacific/Apia', day: '2011-12-30' },
  { timeZone: 'America/Nuuk', day: '2024-03-30' },
  { timeZone: 'America/Sao_Paulo', day: '2017-10-15' },
  { timeZone: 'Asia/Seoul', day: '2024-02-29' },
  { timeZone: 'Asia/Seoul', day: '2025-12-31' },
];

const twoDigits = (value: number) => String(value).padStart(2, '0');
const shifted = (day: string, days: number) => Temporal.PlainDate.from(day).add({ days }).toString();
const startOf = (day: string) => new Date(`${day}T00:00:00Z`);

const wallTimes = fc.oneof(
  fc.constantFrom('00:00', '00:30', '01:30', '02:00', '02:15', '02:30', '03:00', '03:30', '23:30', '23:59'),
  fc.tuple(fc.nat(23), fc.nat(59)).map(([hour, minute]) => `${twoDigits(hour)}:${twoDigits(minute)}`),
);
/** Those that a gap puts onto one instant. */
const meetingTimes = fc.constantFrom(['02:15', '03:15'], ['02:00', '02:30'], ['00:30', '01:30', '23:30']);
const everyWeekday = [1, 2, 3, 4, 5, 6, 7];

const rhythms = fc.oneof(
  fc.record({
    kind: fc.constant('times' as const),
    times: fc.oneof(
      meetingTimes,
      fc.uniqueArray(wallTimes, { minLength: 1, maxLength: 12 }).map((times) => times.toSorted()),
    ),
    weekdays: fc.subarray(everyWeekday, { minLength: 1 }),
    everyDays: fc.constant(1),
    everyHours: fc.constant(null),
  }),
  fc.record({
    kind: fc.constant('times' as const),
    times: fc.uniqueArray(wallTimes, { minLength: 1, maxLength: 3 }).map((times) => times.toSorted()),
    weekdays: fc.constant(everyWeekday),
    everyDays: fc.integer({ min: 2, max: 9 }),
    everyHours: fc.constant(null),
  }),
  fc.record({
    kind: fc.constant('interval' as const),
    times: wallTimes.map((time) => [time]),
    weekdays: fc.constant(everyWeekday),
    everyDays: fc.constant(1),
    everyHours: fc.integer({ min: 1, max: 72 }),
  }),
);

/** From a turn on. */
const windowMinutes = fc.integer({ min: -10 * 1440, max: 10 * 1440 });

/** A rule that started at most 60 days before a turn, and a window of up to 20 days around the turn. */
const cases = fc
  .record({
    turn: fc.constantFrom(...turns),
    rhythm: rhythms,
    startsBefore: fc.oneof(fc.integer({ min: -3, max: 8 }), fc.integer({ min: 9, max: 60 })),
    endsAfter: fc.option(fc.integer({ min: 0, max: 12 })),
    count: fc.option(fc.integer({ min: 1, max: 150 })),
    pauses: fc.array(fc.record({ before: fc.integer({ min: -8, max: 50 }), days: fc.nat(9) }), {
      maxLength: 3,
    }),
    minutes: fc.tuple(windowMinutes, windowMinutes),
  })
  .map(({ turn: { timeZone, day }, rhythm, startsBefore, endsAfter, count, pauses, minutes }) => {
    const rule: ScheduleRule = {
      ...rhythm,
      startsOn: shifted(day, -startsBefore),
      endsOn: endsAfter === null ? null : shifted(day, endsAfter),
      count,
      pauses: pauses.map(({ before, days }) => ({
        from: shifted(day, -before),
        to: shifted(day, days - before),
      })),
      timeZone,
    };
    const turnsAt = startOf(day).getTime();

    return {
      rule,
      from: new Date(turnsAt + Math.min(...minutes) * 60_000),
      to: new Date(turnsAt + Math.max(...minutes) * 60_000),
    };
  });

const always = (claim: (rule: ScheduleRule, from: Date, to: Date) => void) =>
  fc.assert(
    fc.property(cases, ({ rule, from, to }) => claim(rule, from, to)),
    { numRuns: 400 },
  );

/** Every dose of a rule that the claims here look at. */
const allOf = (rule: ScheduleRule) =>
  occurrencesBetween(rule, startOf(shifted(rule.startsOn, -2)), startOf(shifted(rule.startsOn, 90)));

const isPaused = ({ pauses }: ScheduleRule, { localDate }: Occurrence) =>
  pauses.some(({ from, to }) => from <= localDate && localDate <= to);

test('doses ascend, and no two share an instant', () => {
  always((rule, from, to) => {
    const instants = occurrencesBetween(rule, from, to).map(({ dueAt }) => dueAt.getTime());
    expect(instants).toEqual([...new Set(instants)].sort((one, other) => one - other));
  });
});

test('a window can be split anywhere', () => {
  always((rule, from, to) => {
    const middle = new Date((from.getTime() + 2 * to.getTime()) / 3);
    expect(occurrencesBetween(rule, from, to)).toEqual([
      ...occurrencesBetween(rule, from, middle),
      ...occurrencesBetween(rule, middle, to),
    ]);
  });
});

test('the days of a window together have its doses', () => {
  always((rule, from, to) => {
    const days = (to.getTime() - from.getTime()) / DAY_MS + 6;
    const firstDay = shifted(from.toISOString().slice(0, 10), -3);
    const ofDays = Array.from({ length: Math.ceil(days) }, (_, index) => shifted(firstDay, index))
      .flatMap((day) => occurrencesOn(rule, day))
      .filter(({ dueAt }) => from <= dueAt && dueAt < to)
      .sort((one, other) => one.dueAt.getTime() - other.dueAt.getTime());
    expect(ofDays).toEqual(occurrencesBetween(rule, from, to));
  });
});

test('a pause takes away the doses of its days and no others', () => {
  always((rule, from, to) => {
    const uncounted = { ...rule, count: null };
    const unpaused = occurrencesBetween({ ...uncounted, pauses: [] }, from, to);
    expect(occurrencesBetween(uncounted, from, to)).toEqual(unpaused.filter((dose) => !isPaused(rule, dose)));
  });
});

test('a count keeps the first doses by day and planned time, in a window far from the start as well', () => {
  always((rule, from, to) => {
    const name = ({ localDate, localTime }: Occurrence) => `${localDate} ${localTime}`;
    const uncounted = allOf({ ...rule, count: null });
    // An interval may have one name twice, and is in this order already.
    const byName =
      rule.kind === 'times'
        ? uncounted.toSorted((one, other) => (name(one) < name(other) ? -1 : 1))
        : uncounted;
    const counted = new Set(byName.slice(0, rule.count ?? undefined));
    const expected = uncounted.filter((dose) => counted.has(dose) && from <= dose.dueAt && dose.dueAt < to);
    expect(occurrencesBetween(rule, from, to)).toEqual(expected);
  });
});

test('doses of an interval lie exactly its hours apart', () => {
  always((rule) => {
    if (rule.everyHours === null) return;

    const instants = allOf({ ...rule, pauses: [] }).map(({ dueAt }) => dueAt.getTime());
    const gaps = instants.slice(1).map((instant, index) => instant - (instants[index] ?? 0));
    expect(new Set(gaps).difference(new Set([rule.everyHours * HOUR_MS])).size).toBe(0);
  });
});

test('a dose lies where Temporal puts its wall time', () => {
  always((rule, from, to) => {
    for (const { dueAt, localDate, localTime } of occurrencesBetween(rule, from, to)) {
      const planned = Temporal.PlainDateTime.from(`${localDate}T${localTime}`);
      const first = planned.toZonedDateTime(rule.timeZone, { disambiguation: 'compatible' });
      const second = planned.toZonedDateTime(rule.timeZone, { disambiguation: 'later' });
      const places = rule.kind === 'times' ? [first] : [first, second];
      expect(places.map(({ epochMilliseconds }) => epochMilliseconds)).toContain(dueAt.getTime());
    }
  });
});

test('every planned wall time has its dose, or one at the same instant, unless its day is skipped', () => {
  always((rule) => {
    if (rule.kind === 'interval') return;

    const instants = new Set(allOf({ ...rule, count: null, pauses: [] }).map(({ dueAt }) => dueAt.getTime()));
    const isPlanned = (day: string) =>
      (rule.endsOn === null || day <= rule.endsOn) &&
      rule.weekdays.includes(Temporal.PlainDate.from(day).dayOfWeek) &&
      !(rule.timeZone === 'Pacific/Apia' && day === '2011-12-30');
    const missing = Array.from({ length: 9 }, (_, index) => shifted(rule.startsOn, index * rule.everyDays))
      .filter(isPlanned)
      .flatMap((day) => rule.times.map((time) => Temporal.PlainDateTime.from(`${day}T${time}`)))
      .filter((planned) => !instants.has(planned.toZonedDateTime(rule.timeZone).epochMilliseconds));
    expect(missing.map(String)).toEqual([]);
  });
});

test('a daily dose comes once on each day of every month, 29 February and 31 December among them', () => {
  const rule: ScheduleRule = {
    kind: 'times',
    times: ['00:00'],
    weekdays: everyWeekday,
    everyDays: 1,
    everyHours: null,
    startsOn: '2023-01-01',
    endsOn: null,
    count: null,
    pauses: [],
    timeZone: 'Asia/Seoul',
  };
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2000 }), (days) => {
      const day = shifted('2023-01-01', days);
      expect(occurrencesOn(rule, day)).toEqual([
        { dueAt: new Date(`${day}T00:00:00+09:00`), localDate: day, localTime: '00:00' },
      ]);
    }),
    { numRuns: 400, examples: [[424], [730], [364]] },
  );
});
