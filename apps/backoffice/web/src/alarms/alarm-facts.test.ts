import { expect, test } from 'vitest';

import type { Delivery } from '../api/api.ts';
import { deviceNumbers, toneOf } from './alarm-facts.ts';

const aDelivery = (different: Partial<Delivery>): Delivery => ({
  deviceId: null,
  kind: 'dose',
  state: 'sent',
  dueAt: '2026-03-10T11:00:00.000Z',
  sentAt: null,
  acknowledgedAt: null,
  attempts: 1,
  reason: null,
  explanation: '푸시 서비스가 알림을 받았습니다.',
  ...different,
});
const on = (...deviceIds: (string | null)[]) => ({
  deliveries: deviceIds.map((deviceId) => aDelivery({ deviceId })),
});

test('a device keeps its number all day, in the order in which the day mentions it', () => {
  const numbers = deviceNumbers([on('phone', 'tablet'), on(null), on('tablet', 'watch')]);

  expect([...numbers]).toEqual([
    ['phone', 1],
    ['tablet', 2],
    ['watch', 3],
  ]);
});

test('what was not needed looks quiet, what did not arrive does not', () => {
  expect(toneOf(aDelivery({ state: 'not_sent', reason: 'answered' }))).toBe('idle');
  expect(toneOf(aDelivery({ state: 'missed_to_send', reason: 'window_passed' }))).toBe('bad');
});
