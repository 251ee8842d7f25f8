import { newUuid } from '@soomcare/database';
import { expect, test } from 'vitest';

import { inMinutes, useReminderBench } from '../testing/reminder-bench.ts';

const { aDueDose, devices, engine, metrics, push } = useReminderBench();

const aDoseOnADevice = async (minutesAgo: number) => {
  const memberId = newUuid();
  const device = devices.add(memberId);
  await aDueDose({ memberId, dueAt: inMinutes(-minutesAgo) });

  return device;
};

const valuesOf = async (name: string) => {
  const metric = await metrics().registry.getSingleMetric(name)?.get();

  return metric?.values.map(({ labels, value }) => ({ labels, value }));
};

test('how late each push was is counted, by buckets up to the half hour of the window', async () => {
  for (const minutes of [1.5, 4, 29]) await aDoseOnADevice(minutes);

  await engine().runOnce();

  const counted = await valuesOf('reminder_lateness_seconds');
  const upTo = (le: number) =>
    counted?.find(({ labels }) => 'le' in labels && labels.le === le && labels.kind === 'dose')?.value;
  expect([60, 120, 300, 1_200, 1_800].map(upTo)).toEqual([0, 1, 2, 2, 3]);
});

test('what is claimed is counted, and how it ended', async () => {
  await aDoseOnADevice(1);
  await aDoseOnADevice(1);
  await aDoseOnADevice(40);
  push.removeDevice((await aDoseOnADevice(1)).token);

  await engine().runOnce();

  expect(await valuesOf('reminders_claimed_total')).toMatchObject([{ value: 4 }]);
  const ended = await valuesOf('reminder_deliveries_total');
  expect(ended).toHaveLength(3);
  expect(ended).toEqual(
    expect.arrayContaining([
      { labels: { state: 'sent' }, value: 2 },
      { labels: { state: 'failed' }, value: 1 },
      { labels: { state: 'missed_to_send' }, value: 1 },
    ]),
  );
  expect(await valuesOf('reminder_leases_lost_total')).toMatchObject([{ value: 0 }]);
});

test('the age of what waits in line is shown, and none when nothing waits', async () => {
  await aDoseOnADevice(5);
  await aDoseOnADevice(3);

  await engine({ batchSize: 1 }).runOnce();
  const [oldest] = (await valuesOf('reminder_oldest_seconds')) ?? [];
  expect(oldest?.value).toBeGreaterThan(170);
  expect(oldest?.value).toBeLessThan(240);

  await engine().runOnce();
  expect(await valuesOf('reminder_oldest_seconds')).toMatchObject([{ value: 0 }]);
});
