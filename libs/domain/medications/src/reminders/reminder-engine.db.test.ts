import { armFailpoint, newUuid, uuidToBinary } from '@soomcare/database';
import { createLogger, createMetrics } from '@soomcare/observability';
import { createFakePush } from '@soomcare/push';
import { truncateAll, useTestDatabase } from '@soomcare/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { medicationsTables } from '../medications.tables.ts';
import { aDoseSlot } from '../testing/dose-slots.ts';
import { explained } from '../testing/explained.ts';
import { createDeliveryRepository } from './delivery.repository.ts';
import { createReminderClaimsRepository } from './reminder-claims.repository.ts';
import { createReminderEngine, type ReminderEngineSettings } from './reminder-engine.ts';
import type { ReminderNotice } from './reminder-texts.ts';
import { createReminderRepository, expiryOf } from './reminder.repository.ts';
import { createFakeDevices } from './testing/fake-devices.ts';

const database = useTestDatabase({ entities: medicationsTables });
const push = createFakePush();
const devices = createFakeDevices();
const notices: ReminderNotice[] = [];
const inbox = {
  add: (told: readonly ReminderNotice[]) => {
    notices.push(...told);

    return Promise.resolve();
  },
};
let metrics = createMetrics();
let disarm = (): void => {};

beforeEach(async () => {
  await truncateAll(database());
  push.clear();
  devices.clear();
  notices.length = 0;
  metrics = createMetrics();
});
afterEach(() => {
  disarm();
});

const lines: string[] = [];
const logger = createLogger({
  level: 'warn',
  name: 'test',
  destination: { write: (line) => lines.push(line) },
});
const engine = (settings: ReminderEngineSettings = {}) =>
  createReminderEngine(
    { database: database(), push, devices, inbox, newId: newUuid, logger, metrics },
    settings,
  );

const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000);

/** One dose of a medicine with a name, and its reminder. */
const aDueDose = async ({ memberId = newUuid(), dueAt = inMinutes(-1) } = {}) => {
  const medicationId = newUuid();
  const slot = await aDoseSlot(database(), { memberId, medicationId, dueAt: dueAt.toISOString() });
  await database().transaction((tx) =>
    createReminderRepository({ database: database(), newId: newUuid }).addMissing(tx, [
      { memberId, kind: 'dose', dueAt, expiresAt: expiryOf(dueAt) },
    ]),
  );

  return slot;
};
const aDueDoseWithDevice = async (different: { dueAt?: Date } = {}) => {
  const slot = await aDueDose(different);

  return { ...slot, device: devices.add(slot.memberId) };
};

const deliveriesOf = ({ memberId, id }: { memberId: string; id: string }) =>
  createDeliveryRepository({ database: database(), newId: newUuid }).listOf(memberId, id);
const remindersBy = (kind: string) =>
  database().rows<{ state: string; attempts: number }>(
    'SELECT r.state, r.attempts FROM reminders r WHERE r.kind = ?',
    [kind],
  );
/** As if the time until the next claim, the rest of a lease or of a pause, had passed. */
const letTimePass = () =>
  database().run(
    `UPDATE reminders r SET r.available_at = r.due_at WHERE r.state = 'waiting' AND r.kind = 'dose'`,
  );
const answer = ({ id }: { id: string }) =>
  database().run(`UPDATE dose_slots s SET s.answer = 'taken', s.taken_at = NOW(3) WHERE s.id = ?`, [
    uuidToBinary(id),
  ]);
const valueOf = async (name: string) =>
  (await metrics.registry.getSingleMetric(name)?.get())?.values.map(({ value }) => value);
const killAt = (name: string) => {
  disarm = armFailpoint(name, () => {
    throw new Error('killed');
  });
};

describe('a due dose', () => {
  test('is pushed once, in words that tell nothing, and kept as sent', async () => {
    const dose = await aDueDoseWithDevice();

    await engine().runOnce();
    await engine().runOnce();

    expect(push.sent).toHaveLength(1);
    expect(push.lastTo(dose.device.token)).toMatchObject({
      title: '복약 시간이에요',
      body: '앱에서 확인해 주세요.',
      data: { kind: 'dose' },
    });
    expect(await deliveriesOf(dose)).toMatchObject([
      { state: 'sent', reason: null, attempts: 1, providerId: 'fake-1', deviceId: dose.device.deviceId },
    ]);
    expect(await remindersBy('dose')).toEqual([{ state: 'done', attempts: 1 }]);
  });

  test('is told by the medicine’s name in the inbox, not on the lock screen', async () => {
    const dose = await aDueDoseWithDevice();
    await database().run(
      `INSERT INTO medications (member_id, id, version, created_at, updated_at, create_fingerprint, name,
                                purpose_default, dose_amount_hundredths, dose_unit, starts_on)
       VALUES (?, ?, 1, NOW(3), NOW(3), REPEAT('x', 32), '심비코트', 'scheduled', 100, 'puff', '2026-11-01')`,
      [uuidToBinary(dose.memberId), uuidToBinary(dose.medicationId)],
    );

    await engine().runOnce();

    expect(notices).toEqual([
      {
        memberId: dose.memberId,
        id: push.lastTo(dose.device.token).data['reminderId'],
        kind: 'dose',
        title: '복약 시간이에요',
        body: '심비코트',
      },
    ]);
    expect(JSON.stringify(push.sent)).not.toContain('심비코트');
  });

  test('is not pushed before its time', async () => {
    await aDueDoseWithDevice({ dueAt: inMinutes(5) });

    await engine().runOnce();

    expect(push.sent).toHaveLength(0);
    expect(await remindersBy('dose')).toEqual([{ state: 'waiting', attempts: 0 }]);
  });

  test('that has its answer is not pushed', async () => {
    const dose = await aDueDoseWithDevice();
    await answer(dose);

    await engine().runOnce();

    expect(push.sent).toHaveLength(0);
    expect(notices).toHaveLength(0);
    expect(await deliveriesOf(dose)).toMatchObject([{ state: 'not_sent', reason: 'answered', attempts: 0 }]);
  });

  test('without a device is told in the inbox only, in the member’s language', async () => {
    const dose = await aDueDose();
    devices.speak(dose.memberId, 'en');

    await engine().runOnce();

    expect(await deliveriesOf(dose)).toMatchObject([{ state: 'not_sent', reason: 'no_device' }]);
    expect(notices).toMatchObject([
      { memberId: dose.memberId, kind: 'dose', title: 'Time for your medicine' },
    ]);
    expect(await remindersBy('dose')).toMatchObject([{ state: 'done' }]);
  });

  test('is pushed to each device of the member', async () => {
    const dose = await aDueDoseWithDevice();
    const other = devices.add(dose.memberId, { language: 'en' });

    await engine().runOnce();

    expect(push.lastTo(other.token).title).toBe('Time for your medicine');
    expect(await deliveriesOf(dose)).toMatchObject([{ state: 'sent' }, { state: 'sent' }]);
  });

  test('of 300 members is pushed once each by two engines that run together', async () => {
    // Ten at a time share a write to the disk.
    for (let made = 0; made < 300; made += 10) {
      await Promise.all(Array.from({ length: 10 }, () => aDueDoseWithDevice()));
    }
    const workers = [engine({ batchSize: 25 }), engine({ batchSize: 25 })];

    await Promise.all(
      workers.map(async (worker) => {
        while (await worker.tick());
        await worker.drain();
      }),
    );

    expect(push.sent).toHaveLength(300);
    expect(new Set(push.sent.map(({ target }) => target.token)).size).toBe(300);
    expect(await remindersBy('dose')).toEqual(Array(300).fill({ state: 'done', attempts: 1 }));
  });
});

test('doses whose window has passed are noted and lead to one digest', async () => {
  const first = await aDueDoseWithDevice({ dueAt: inMinutes(-40) });
  const second = await aDueDose({ memberId: first.memberId, dueAt: inMinutes(-90) });

  await engine().runOnce();

  expect(push.sent).toHaveLength(0);
  for (const dose of [first, second]) {
    expect(await deliveriesOf(dose)).toMatchObject([{ state: 'missed_to_send', reason: 'window_passed' }]);
  }
  expect(await remindersBy('digest')).toHaveLength(1);
});

describe('a provider', () => {
  test('that knows a token no longer has it forgotten', async () => {
    const dose = await aDueDoseWithDevice();
    push.removeDevice(dose.device.token);

    await engine().runOnce();

    expect(devices.forgotten).toEqual([dose.device.token]);
    expect(await deliveriesOf(dose)).toMatchObject([{ state: 'failed', reason: 'token_gone' }]);
    expect(await remindersBy('dose')).toMatchObject([{ state: 'done' }]);
  });

  test('that is busy is asked again, not earlier than it says', async () => {
    const dose = await aDueDoseWithDevice();
    push.answerNext({ outcome: 'try-later', retryAfterSeconds: 60, reason: 'busy' });

    await engine().runOnce();
    await engine().runOnce();
    expect(push.sent).toHaveLength(0);
    expect(await deliveriesOf(dose)).toMatchObject([{ state: 'claimed', reason: 'provider_unavailable' }]);
    const [pause] = await database().rows<{ seconds: number }>(
      'SELECT TIMESTAMPDIFF(SECOND, NOW(3), r.available_at) AS seconds FROM reminders r',
    );
    expect(pause?.seconds).toBeGreaterThan(50);

    await letTimePass();
    await engine().runOnce();
    expect(push.sent).toHaveLength(1);
    expect(await deliveriesOf(dose)).toMatchObject([{ state: 'sent', reason: null, attempts: 2 }]);
  });

  test('that puts off many pushes is told of in one line for each reason', async () => {
    for (const reason of ['access-token-400', 'access-token-400', 'timeout']) {
      await aDueDoseWithDevice();
      push.answerNext({ outcome: 'try-later', retryAfterSeconds: null, reason });
    }
    lines.length = 0;

    await engine().runOnce();

    expect(lines.map((line) => (JSON.parse(line) as { reason: string }).reason).toSorted()).toEqual([
      'access-token-400',
      'timeout',
    ]);
  });

  test('that refuses a push is not asked again', async () => {
    const dose = await aDueDoseWithDevice();
    push.answerNext({ outcome: 'refused', reason: 'bad' });

    await engine().runOnce();

    expect(await deliveriesOf(dose)).toMatchObject([{ state: 'failed', reason: 'provider_refused' }]);
    expect(await remindersBy('dose')).toMatchObject([{ state: 'done' }]);
  });
});

describe('a worker that dies', () => {
  test('after a claim leaves the reminder to another one, when its lease ends', async () => {
    const dose = await aDueDoseWithDevice();
    killAt('reminders.after_claim');
    await expect(engine().runOnce()).rejects.toThrow('killed');
    disarm();

    await engine().runOnce();
    expect(push.sent).toHaveLength(0);

    await letTimePass();
    await engine().runOnce();
    expect(push.sent).toHaveLength(1);
    expect(await deliveriesOf(dose)).toMatchObject([{ state: 'sent', attempts: 1 }]);
  });

  test.each([
    ['reminders.before_send', 1],
    ['reminders.after_send', 2],
    ['reminders.before_finish', 2],
  ])('at %s leads to a second attempt, which is counted (pushes: %i)', async (place, pushes) => {
    const dose = await aDueDoseWithDevice();
    killAt(place);
    await engine().runOnce();
    disarm();
    expect(await deliveriesOf(dose)).toMatchObject([{ state: 'claimed', attempts: 1 }]);

    await letTimePass();
    await engine().runOnce();

    expect(push.sent).toHaveLength(pushes);
    expect(new Set(push.sent.map(({ message }) => message.collapseKey)).size).toBe(1);
    expect(await deliveriesOf(dose)).toMatchObject([{ state: 'sent', attempts: 2 }]);
    expect(await remindersBy('dose')).toEqual([{ state: 'done', attempts: 2 }]);
  });
});

test('a worker whose lease has passed to another one cannot finish', async () => {
  const dose = await aDueDoseWithDevice();
  const reached = Promise.withResolvers<undefined>();
  const released = Promise.withResolvers<undefined>();
  disarm = armFailpoint('reminders.before_finish', () => {
    disarm();
    reached.resolve(undefined);

    return released.promise;
  });
  push.answerNext({ outcome: 'try-later', retryAfterSeconds: null, reason: 'busy' });
  const late = engine().runOnce();
  await reached.promise;

  await letTimePass();
  await engine().runOnce();
  released.resolve(undefined);
  await late;

  expect(await deliveriesOf(dose)).toMatchObject([{ state: 'sent', attempts: 2 }]);
  expect(await remindersBy('dose')).toEqual([{ state: 'done', attempts: 2 }]);
  expect(await valueOf('reminder_leases_lost_total')).toEqual([1]);
});

test('an open dose is nudged about while the member wants it and it has no answer', async () => {
  const dose = await aDueDoseWithDevice();
  await database().run(
    `INSERT INTO reminder_settings (member_id, lock_screen, nudge_every_minutes, nudge_limit, version)
     VALUES (?, 'quiet', 10, 2, 1)`,
    [uuidToBinary(dose.memberId)],
  );

  await engine().runOnce();
  expect(await remindersBy('nudge')).toEqual([{ state: 'waiting', attempts: 0 }]);

  await answer(dose);
  await database().run(`UPDATE reminders r SET r.available_at = NOW(3) WHERE r.kind = 'nudge'`);
  await engine().runOnce();
  expect(push.sent).toHaveLength(1);
  expect(await remindersBy('nudge')).toMatchObject([{ state: 'done' }]);
});

test('an engine that stops gives back at once what it has claimed and not begun', async () => {
  await aDueDoseWithDevice();
  const stopping = engine();
  let stopped = Promise.resolve();
  disarm = armFailpoint('reminders.after_claim', () => {
    stopped = stopping.stop();
  });
  await stopping.runOnce();
  await stopped;
  disarm();
  expect(push.sent).toHaveLength(0);
  expect(await remindersBy('dose')).toEqual([{ state: 'waiting', attempts: 0 }]);

  await engine().runOnce();
  expect(push.sent).toHaveLength(1);
});

test('an engine claims no more than it can send at once, so that no lease is spent on waiting', async () => {
  for (let made = 0; made < 15; made += 1) await aDueDoseWithDevice();
  const released = Promise.withResolvers<undefined>();
  disarm = armFailpoint('reminders.before_send', () => released.promise);
  const busy = engine({ batchSize: 5 });
  await busy.tick();
  await busy.tick();

  const third = busy.tick();
  // Another engine's whole round is more than time enough for the third claim.
  const other = engine({ batchSize: 1 });
  await other.tick();
  const claimed = (await remindersBy('dose')).filter(({ attempts }) => attempts > 0);
  expect(claimed).toHaveLength(2 * 5 + 1);

  released.resolve(undefined);
  await third;
  await Promise.all([busy.drain(), other.drain()]);
  expect(push.sent).toHaveLength(15);
});

test('a claim reads the index in order, without sorting', async () => {
  await aDueDose();

  const [claim] = await explained(database(), (heard) => createReminderClaimsRepository(heard).claim(10, 30));

  expect(claim).toMatchObject([{ key: 'ix_reminders_state_available_at_id' }]);
  expect(claim?.[0]?.extra).not.toContain('filesort');
});
