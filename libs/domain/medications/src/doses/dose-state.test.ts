import { expect, test } from 'vitest';

import { type DoseState, doseStateOf, type StatedDose } from './dose-state.ts';

/** Due at 08:00 in Seoul, missed from noon on. */
const dose = (different: Partial<StatedDose> = {}): StatedDose => ({
  dueAt: '2026-03-09T23:00:00.000Z',
  missedAfter: '2026-03-10T03:00:00.000Z',
  answer: null,
  takenAt: null,
  snoozedUntil: null,
  cancelledAt: null,
  ...different,
});
const taken = (takenAt: string) => dose({ answer: 'taken', takenAt });
const snoozedTo = (snoozedUntil: string) => dose({ snoozedUntil });

const [before, due, open, last, over] = [
  '2026-03-09T22:59:59.999Z',
  '2026-03-09T23:00:00.000Z',
  '2026-03-10T01:00:00.000Z',
  '2026-03-10T02:59:59.999Z',
  '2026-03-10T03:00:00.000Z',
];

test.each<[string, StatedDose, string, DoseState]>([
  ['before it is due', dose(), before, 'scheduled'],
  ['from its instant on', dose(), due, 'due'],
  ['to the end of its window', dose(), last, 'due'],
  ['after its window', dose(), over, 'missed'],
  ['taken at 07:40 for 08:00', taken('2026-03-09T22:40:00.000Z'), before, 'taken'],
  ['taken in its window, seen a year later', taken(last), '2027-03-10T00:00:00.000Z', 'taken'],
  ['taken at the last instant of its window', taken(over), over, 'taken'],
  ['taken after its window', taken('2026-03-10T03:00:00.001Z'), over, 'taken_late'],
  ['skipped', dose({ answer: 'skipped' }), over, 'skipped'],
  ['snoozed', snoozedTo('2026-03-10T01:30:00.000Z'), open, 'snoozed'],
  ['snoozed, and its time has come', snoozedTo(open), open, 'due'],
  ['snoozed past its window', snoozedTo('2026-03-10T04:00:00.000Z'), over, 'snoozed'],
  ['snoozed past its window, and that is over', snoozedTo(over), over, 'missed'],
  ['taken while it was snoozed', { ...taken(open), snoozedUntil: last }, open, 'taken'],
  ['cancelled', dose({ cancelledAt: due }), over, 'cancelled'],
])('%s', (_when, given, now, state) => {
  expect(doseStateOf(given, new Date(now))).toBe(state);
});

test('answered at 00:20 for 23:50, a dose is taken', () => {
  const evening = dose({
    dueAt: '2026-03-10T14:50:00.000Z',
    missedAfter: '2026-03-10T18:50:00.000Z',
    answer: 'taken',
    takenAt: '2026-03-10T15:20:00.000Z',
  });

  expect(doseStateOf(evening, new Date('2026-03-11T00:00:00Z'))).toBe('taken');
});
