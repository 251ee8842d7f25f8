import { newUuid, uuidToBinary } from '@soomcare/database';
import { expect, test } from 'vitest';

import { createMedicineServices } from '../sync/medicine-services.ts';
import { createFakeIntakes } from '../testing/fake-intakes.ts';
import { inMinutes, useReminderBench } from '../testing/reminder-bench.ts';
import { expiryOf } from './reminder.repository.ts';

const { aDueDose, database, devices, engine, notices, passMinutes, push, reminders, wish } =
  useReminderBench();

const QUIET = '앱에서 확인해 주세요.';

const kindsSent = () => push.sent.map(({ message }) => message.data['kind']);
const bodiesSent = () => push.sent.map(({ message }) => message.body);

/** Looks every ten minutes, for two hours. */
const twoHours = async () => {
  for (let minutes = 0; minutes < 120; minutes += 10) {
    await engine().runOnce();
    await passMinutes(10);
  }
};

/** A zone in which it is this hour now, so that day and night do not hang on when the test runs. */
const zoneWhereItIs = (hour: number): string => {
  const behind = (new Date().getUTCHours() - hour + 24) % 24;

  return behind <= 12 ? `Etc/GMT+${behind}` : `Etc/GMT-${24 - behind}`;
};

test('taken at 07:40, a dose of 08:00 is not pushed', async () => {
  const dose = await aDueDose({ medicine: '심비코트', dueAt: inMinutes(20) });
  devices.add(dose.memberId);
  const { doses } = createMedicineServices({
    database: database(),
    now: () => new Date(),
    newId: newUuid,
    intakes: createFakeIntakes(),
  });

  await doses.take(dose.memberId, dose.id, {}, 'Asia/Seoul');
  await passMinutes(21);
  await engine().runOnce();

  expect(push.sent).toHaveLength(0);
  const told = await database().rows(`SELECT d.state, d.reason FROM deliveries d`);
  expect(told).toEqual([{ state: 'not_sent', reason: 'answered' }]);
});

test('a push lives for what is left of its half hour', async () => {
  const { memberId } = await aDueDose({ dueAt: inMinutes(-10) });
  devices.add(memberId);

  await engine().runOnce();

  const [sent] = push.sent;
  expect(sent?.message.ttlSeconds).toBeLessThanOrEqual(20 * 60);
  expect(sent?.message.ttlSeconds).toBeGreaterThan(19 * 60);
});

test('a dose without an answer is nudged about every ten minutes, four times and no more', async () => {
  const { memberId } = await aDueDose();
  devices.add(memberId);
  await wish(memberId, { nudgeLimit: 4 });

  await twoHours();

  expect(kindsSent()).toEqual(['dose', 'nudge', 'nudge', 'nudge', 'nudge']);
  const nudges = await database().rows<{ minutes: number }>(
    `SELECT TIMESTAMPDIFF(MINUTE, s.due_at, r.due_at) AS minutes FROM reminders r, dose_slots s
     WHERE r.kind = 'nudge' ORDER BY r.due_at`,
  );
  expect(nudges.map(({ minutes }) => minutes)).toEqual([10, 20, 30, 40]);
});

test('doses five minutes apart are nudged about together, no more often than one is', async () => {
  const first = await aDueDose();
  const { memberId } = first;
  const second = await aDueDose({ memberId, dueAt: inMinutes(4) });
  devices.add(memberId);
  await wish(memberId, { nudgeLimit: 4 });

  await twoHours();

  expect(kindsSent().filter((kind) => kind === 'dose')).toHaveLength(2);
  expect(kindsSent().filter((kind) => kind === 'nudge')).toHaveLength(4);
  const told = await database().rows<{ id: Buffer; nudges: number }>(
    `SELECT d.slot_id AS id, COUNT(*) AS nudges FROM deliveries d WHERE d.kind = 'nudge' GROUP BY d.slot_id`,
  );
  expect(new Map(told.map(({ id, nudges }) => [id.toString('hex'), nudges]))).toEqual(
    new Map([first, second].map(({ id }) => [id.replaceAll('-', ''), 4])),
  );
});

test('nobody is nudged who has not asked for it', async () => {
  const { memberId } = await aDueDose();
  devices.add(memberId);

  await twoHours();

  expect(kindsSent()).toEqual(['dose']);
});

test('an answer ends the nudges', async () => {
  const { memberId, id } = await aDueDose();
  devices.add(memberId);
  await wish(memberId, { nudgeLimit: 4 });
  await engine().runOnce();
  await passMinutes(10);
  await engine().runOnce();

  await database().run(`UPDATE dose_slots s SET s.answer = 'skipped' WHERE s.id = ?`, [uuidToBinary(id)]);
  await twoHours();

  expect(kindsSent()).toEqual(['dose', 'nudge']);
});

test('an outage is told in one digest, however many doses and workers, and one a day', async () => {
  const memberId = newUuid();
  devices.add(memberId);
  const timeZone = zoneWhereItIs(12);
  for (const minutes of [-40, -50, -180]) await aDueDose({ memberId, timeZone, dueAt: inMinutes(minutes) });

  const bothLook = () => Promise.all([engine().runOnce(), engine().runOnce()]);
  const digestDue = () =>
    database().run(`UPDATE reminders r SET r.available_at = NOW(3) WHERE r.kind = 'digest'`);

  await bothLook();
  await digestDue();
  await bothLook();
  expect(kindsSent()).toEqual(['digest']);

  await aDueDose({ memberId, timeZone, dueAt: inMinutes(-35) });
  await bothLook();
  await digestDue();
  await bothLook();

  expect(kindsSent()).toEqual(['digest']);
  expect(bodiesSent()).toEqual([QUIET]);
});

test('a digest of the night waits for the morning', async () => {
  const { memberId } = await aDueDose({ timeZone: zoneWhereItIs(22), dueAt: inMinutes(-40) });
  devices.add(memberId);

  await twoHours();
  expect(push.sent).toHaveLength(0);

  for (let hours = 2; hours < 12; hours += 1) {
    await passMinutes(60);
    await engine().runOnce();
  }
  expect(kindsSent()).toEqual(['digest']);
});

test('doses of one minute are one push, with the names of all for a member who chose to see them', async () => {
  const { memberId, dueAt } = await aDueDose({ medicine: '심비코트' });
  await aDueDose({ memberId, dueAt: new Date(dueAt), medicine: '싱귤레어' });
  devices.add(memberId);
  await wish(memberId, { lockScreen: 'names' });

  await engine().runOnce();

  expect(kindsSent()).toEqual(['dose']);
  expect(bodiesSent()[0]?.split(', ').toSorted()).toEqual(['심비코트', '싱귤레어'].toSorted());
});

test('a name is on no lock screen whose owner has not chosen it, whatever the reminder', async () => {
  const { memberId } = await aDueDose({ medicine: '심비코트' });
  devices.add(memberId);
  await wish(memberId, { nudgeLimit: 1 });

  await twoHours();

  expect(kindsSent()).toEqual(['dose', 'nudge']);
  expect(bodiesSent()).toEqual([QUIET, QUIET]);
});

test('a snooze reminds of the dose that was snoozed, not of its neighbour', async () => {
  const snoozed = await aDueDose({ medicine: '심비코트' });
  const { memberId } = snoozed;
  await aDueDose({ memberId, dueAt: new Date(snoozed.dueAt), medicine: '싱귤레어' });
  devices.add(memberId);
  await wish(memberId, { lockScreen: 'names' });
  await engine().runOnce();
  const dueAt = inMinutes(15);
  await database().run('UPDATE dose_slots s SET s.snoozed_until = ? WHERE s.id = ?', [
    dueAt,
    uuidToBinary(snoozed.id),
  ]);
  await database().transaction((tx) =>
    reminders().addReminder(tx, { memberId, kind: 'snooze', dueAt, expiresAt: expiryOf(dueAt) }),
  );
  await engine().runOnce();
  expect(kindsSent()).toEqual(['dose']);

  await passMinutes(16);
  await engine().runOnce();

  expect(kindsSent()).toEqual(['dose', 'snooze']);
  expect(bodiesSent()[1]).toBe('심비코트');
  const told = await database().rows<{ id: Buffer }>(
    `SELECT d.slot_id AS id FROM deliveries d WHERE d.kind = 'snooze'`,
  );
  expect(told.map(({ id }) => id)).toEqual([uuidToBinary(snoozed.id)]);
});

test('a member without a device reads in the inbox what a push would have said, nudges left out', async () => {
  const { memberId } = await aDueDose({ medicine: '심비코트' });
  await wish(memberId, { nudgeLimit: 4 });

  await twoHours();

  expect(push.sent).toHaveLength(0);
  expect(notices).toMatchObject([{ memberId, kind: 'dose', body: '심비코트' }]);
});

test('a supply that runs out is told, unless it was refilled meanwhile', async () => {
  const [low, refilled] = [newUuid(), newUuid()];
  const anEvent = (memberId: string, medicationId: string, days: number, isNoticed: boolean) =>
    database().run(
      `INSERT INTO supply_events (member_id, id, version, created_at, updated_at, create_fingerprint, medication_id,
                                  kind, doses, occurred_at, time_zone, noticed_at)
       VALUES (?, ?, 1, NOW(3), NOW(3), REPEAT('x', 32), ?, 'refill', 60, NOW(3) - INTERVAL ? DAY, 'Asia/Seoul',
               IF(?, NOW(3), NULL))`,
      [uuidToBinary(memberId), uuidToBinary(newUuid()), uuidToBinary(medicationId), days, Number(isNoticed)],
    );
  for (const memberId of [low, refilled]) {
    const { medicationId } = await aDueDose({ memberId, medicine: '심비코트', dueAt: inMinutes(60) });
    await anEvent(memberId, medicationId, 20, true);
    if (memberId === refilled) await anEvent(memberId, medicationId, 0, false);
    const reminder = { memberId, kind: 'supply', dueAt: inMinutes(-1), expiresAt: inMinutes(60) } as const;
    await database().transaction((tx) => reminders().addReminder(tx, reminder));
  }
  const [device] = [devices.add(low), devices.add(refilled)];

  await engine().runOnce();

  expect(kindsSent()).toEqual(['supply']);
  expect(push.sent[0]?.target.token).toBe(device?.token);
  expect(notices).toMatchObject([{ memberId: low, kind: 'supply' }]);
});
