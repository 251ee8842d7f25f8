import { newUuid, pendingSchemaChanges, uuidToBinary } from '@soomcare/database';
import { expect, test } from 'vitest';

import { memberTables } from './medications.tables.ts';
import { aDoseSlot } from './testing/dose-slots.ts';
import { aMember, aReliever, aSchedule, locationOf, useMedicationsApi } from './testing/medications-api.ts';

const { api, clock, database, medications } = useMedicationsApi();

const tableNames = memberTables.map(({ options }) => options.tableName ?? '');

const countRows = (memberId: string) =>
  Promise.all(
    [...tableNames, 'idempotency_keys'].map(async (name) => {
      const sql = `SELECT COUNT(*) AS count FROM ${name} t WHERE t.member_id = ?`;
      const [row] = await database().rows<{ count: number }>(sql, [uuidToBinary(memberId)]);
      return [name, row?.count] as const;
    }),
  ).then((counts) => Object.fromEntries(counts));

/** A member with something in every table. */
const someoneWithAll = async () => {
  const actor = aMember(clock);
  const me = api.as(actor);
  const medication = await me
    .post('/v1/medications')
    .set('Idempotency-Key', 'k')
    .send(aReliever())
    .expect(201);
  const item = locationOf(medication);
  await me
    .post(`${item}/schedules`)
    .send(aSchedule({ zonePolicy: 'follow' }))
    .expect(201);
  await me.post(`${item}/refills`).send({}).expect(201);
  await me.put('/v1/reminder-zone').send({ timeZone: 'Europe/London', decision: 'keep' }).expect(200);
  const owner = uuidToBinary(actor.id);
  await database().run(
    `INSERT INTO deliveries (id, member_id, slot_id, reminder_id, device_id, kind, due_at, state)
      VALUES (?, ?, ?, ?, ?, 'dose', '2026-03-10', 'sent')`,
    [uuidToBinary(newUuid()), owner, ...Array.from({ length: 3 }, () => uuidToBinary(newUuid()))],
  );
  await database().run(
    `INSERT INTO reminder_settings (member_id, lock_screen, nudge_every_minutes, nudge_limit)
      VALUES (?, 'quiet', 10, 4)`,
    [owner],
  );
  await database().run(
    `INSERT INTO caregivers (member_id, sealed_contact, email_index, language, shares_nickname, state,
                             ask_token_hash, ask_expires_at, stop_token_hash, quiet_until)
      VALUES (?, 'sealed', REPEAT('i', 16), 'ko', 0, 'asked', RANDOM_BYTES(32), NOW(3), RANDOM_BYTES(32), NOW(3))`,
    [owner],
  );
  await database().run(
    `INSERT INTO caregiver_refusals (member_id, email_index) VALUES (?, REPEAT('i', 16))`,
    [owner],
  );
  return { actor, me, item };
};

test('the migrated schema is what the entities say', async () => {
  expect(await pendingSchemaChanges(database())).toEqual([]);
});

test('erasing a member leaves nothing of them, and all of the others', async () => {
  const [gone, stays] = [await someoneWithAll(), await someoneWithAll()];
  const full = await countRows(stays.actor.id);

  await database().transaction((tx) => medications().eraseMember(gone.actor.id, tx));

  expect(Object.entries(full).filter(([, count]) => count === 0)).toEqual([]);
  expect(await countRows(gone.actor.id)).toEqual(
    Object.fromEntries(Object.keys(full).map((name) => [name, 0])),
  );
  expect(await countRows(stays.actor.id)).toEqual(full);
});

test('the housekeeping destroys what was removed more than 30 days ago, and nothing else', async () => {
  const [removed, kept] = [await someoneWithAll(), await someoneWithAll()];
  const before = await countRows(kept.actor.id);
  await removed.me.delete(removed.item).expect(204);

  clock.advance({ days: 30 });
  await medications().housekeeping();
  expect(await countRows(removed.actor.id)).toMatchObject({ medications: 1, schedules: 1, supply_events: 1 });
  clock.advance({ seconds: 1 });
  await medications().housekeeping();
  clock.advance({ days: -30, seconds: -1 });

  expect(await countRows(removed.actor.id)).toMatchObject({ medications: 0, schedules: 0, supply_events: 0 });
  expect(await countRows(kept.actor.id)).toEqual(before);
});

test('a reminder that was done more than 30 days ago is destroyed; one that waits stays', async () => {
  const memberId = uuidToBinary(newUuid());
  const aReminder = (state: string, at: string) =>
    database().run(
      `INSERT INTO reminders (id, member_id, kind, due_at, expires_at, state, available_at)
        VALUES (?, ?, 'dose', ?, ?, ?, ?)`,
      [uuidToBinary(newUuid()), memberId, at, at, state, at],
    );
  await aReminder('done', '2026-02-08 02:59:59');
  await aReminder('done', '2026-02-08 03:00:00');
  await aReminder('waiting', '2026-02-01 08:00:00');

  await medications().housekeeping();

  const left = await database().rows<{ due: string }>(
    'SELECT CAST(r.due_at AS CHAR) AS due FROM reminders r WHERE r.member_id = ? ORDER BY r.due_at',
    [memberId],
  );
  expect(left.map(({ due }) => due)).toEqual(['2026-02-01 08:00:00.000', '2026-02-08 03:00:00.000']);
});

test('a removed medication takes the doses with it that nobody has taken', async () => {
  const { actor, me, item } = await someoneWithAll();
  await aDoseSlot(database(), { memberId: actor.id, medicationId: item.split('/').at(-1) ?? '' });

  await me.delete(item).expect(204);

  expect(await countRows(actor.id)).toMatchObject({ dose_slots: 0 });
});
