import { describe, expect, test } from 'vitest';

import { digestOf, nextNudge, usualWish } from './follow-ups.ts';

const memberId = 'm';
const open = [{ dueAt: '2026-03-10T08:00:00.000Z' }];
const nudged = { ...usualWish, nudgeLimit: 2 };
const at = (time: string) => new Date(`2026-03-10T${time}Z`);
const nudgeAfter = (kind: 'dose' | 'nudge' | 'snooze' | 'digest', now: string, wish = nudged) =>
  nextNudge({ memberId, kind, dueAt: at('08:00:00') }, open, wish, at(now))
    ?.dueAt.toISOString()
    .slice(11, 16);

describe('the next nudge', () => {
  test('keeps the rhythm of the dose, however late the push before it was', () => {
    expect(nudgeAfter('dose', '08:00:01')).toBe('08:10');
    expect(nudgeAfter('dose', '08:09:59')).toBe('08:10');
    expect(nudgeAfter('dose', '08:10:00')).toBe('08:20');
  });

  test('never lies beyond the limit, and there is none where none is wanted', () => {
    expect(nudgeAfter('dose', '08:20:00')).toBeUndefined();
    expect(nudgeAfter('dose', '08:00:01', usualWish)).toBeUndefined();
  });

  test('follows a dose or a nudge only', () => {
    expect(nudgeAfter('nudge', '08:00:01')).toBe('08:10');
    expect(nudgeAfter('snooze', '08:00:01')).toBeUndefined();
    expect(nudgeAfter('digest', '08:00:01')).toBeUndefined();
  });

  test('is useless once the one after it is due', () => {
    const nudge = nextNudge({ memberId, kind: 'dose', dueAt: at('08:00:00') }, open, nudged, at('08:00:01'));

    expect(nudge?.expiresAt).toEqual(at('08:20:00'));
  });
});

describe('a digest', () => {
  const inSeoul = (now: string) => {
    const { dueAt, availableAt, expiresAt } = digestOf(memberId, 'Asia/Seoul', new Date(now));

    return [dueAt, availableAt, expiresAt].map((instant) => instant?.toISOString());
  };

  test('of the day has one key, waits a minute for the rest of the outage and ends in the evening', () => {
    const [dueAt, , expiresAt] = ['2026-03-09T23:00:00.000Z', '', '2026-03-10T12:00:00.000Z'];

    expect(inSeoul('2026-03-10T03:00:00.000Z')).toEqual([dueAt, '2026-03-10T03:01:00.000Z', expiresAt]);
    expect(inSeoul('2026-03-10T11:58:00.000Z')).toEqual([dueAt, '2026-03-10T11:59:00.000Z', expiresAt]);
    expect(inSeoul('2026-03-09T18:00:00.000Z')).toEqual([dueAt, dueAt, expiresAt]);
  });

  test('that could only be told in the night is the next morning’s', () => {
    const morning = '2026-03-10T23:00:00.000Z';

    for (const now of ['2026-03-10T11:59:30.000Z', '2026-03-10T12:00:00.000Z', '2026-03-10T14:00:00.000Z']) {
      expect(inSeoul(now)).toEqual([morning, morning, '2026-03-11T12:00:00.000Z']);
    }
  });
});
