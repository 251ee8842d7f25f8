import { newUuid } from '@soomcare/database';
import { beforeEach, describe, expect, test } from 'vitest';

import { aDoseSlot } from '../testing/dose-slots.ts';
import { explained } from '../testing/explained.ts';
import { aMember, aSchedule, aTablet, locationOf, useMedicationsApi } from '../testing/medications-api.ts';
import { NO_DEVICE } from './delivery.entity.ts';
import { createDeliveryRepository, type LedgerOutcome, type LedgerRows } from './delivery.repository.ts';

const { api, clock, database } = useMedicationsApi();
const acknowledgements = '/v1/deliveries/acknowledgements';
const DUE = '2026-03-09T23:00:00.000Z';

let actor: ReturnType<typeof aMember>;
let me: ReturnType<typeof api.as>;
let stranger: ReturnType<typeof api.as>;
let medication: string;
let dose: { id: string; path: string };

beforeEach(async () => {
  actor = aMember(clock);
  me = api.as(actor);
  stranger = api.as(aMember(clock));
  medication = locationOf(await me.post('/v1/medications').send(aTablet()).expect(201));
  const medicationId = medication.split('/').at(-1) ?? '';
  const { id } = await aDoseSlot(database(), { memberId: actor.id, medicationId, dueAt: DUE });
  dose = { id, path: `/v1/doses/${id}/deliveries` };
});

const ledger = () => createDeliveryRepository({ database: database(), newId: newUuid });

/** Ledger rows of this test's dose, as a worker names them. */
const rowsOf = ({
  kind = 'dose',
  dueAt = DUE,
}: { kind?: 'dose' | 'nudge'; dueAt?: string } = {}): LedgerRows => ({
  reminder: { id: newUuid(), memberId: actor.id, kind, dueAt: new Date(dueAt) },
  deviceId: newUuid(),
  slotIds: [dose.id],
});
const begin = (rows: LedgerRows) => ledger().begin([rows]);
const finish = (outcome: LedgerOutcome) => database().transaction((tx) => ledger().finish(tx, [outcome]));
const note = (outcome: LedgerOutcome) => database().transaction((tx) => ledger().note(tx, [outcome]));
const namesOf = ({ reminder, deviceId }: LedgerRows) => ({ reminderId: reminder.id, deviceId });
const listed = async (language = 'en') =>
  (await me.get(dose.path).set('Accept-Language', language).expect(200)).body as { items: object[] };

describe('the deliveries of a dose', () => {
  test('tell what became of each reminder on each device, the earliest first', async () => {
    const [first, nudge] = [rowsOf(), rowsOf({ kind: 'nudge', dueAt: '2026-03-09T23:10:00.000Z' })];
    await begin(nudge);
    await finish({ ...nudge, state: 'failed', reason: 'token_gone' });
    await begin(first);
    await begin(first);
    await finish({ ...first, state: 'sent', reason: null, providerId: 'p', sentAt: new Date(DUE) });

    expect(await listed()).toEqual({
      items: [
        {
          deviceId: first.deviceId,
          kind: 'dose',
          state: 'sent',
          dueAt: DUE,
          sentAt: DUE,
          acknowledgedAt: null,
          attempts: 2,
          reason: null,
          explanation: 'The push service has accepted the reminder.',
        },
        {
          deviceId: nudge.deviceId,
          kind: 'nudge',
          state: 'failed',
          dueAt: '2026-03-09T23:10:00.000Z',
          sentAt: null,
          acknowledgedAt: null,
          attempts: 1,
          reason: 'token_gone',
          explanation:
            'The reminder could not be delivered. The device no longer takes notifications of the app: ' +
            'open the app there to register it again.',
        },
      ],
    });
  });

  test('keep how they ended when a worker that was stopped begins them after another one', async () => {
    const rows = rowsOf();
    await begin(rows);
    await finish({ ...rows, state: 'sent', reason: null, sentAt: new Date(DUE) });
    await begin(rows);

    expect(await listed()).toMatchObject({ items: [{ state: 'sent', sentAt: DUE, attempts: 1 }] });
  });

  test('name no device where none was tried, and say why in the caller’s language', async () => {
    await note({ ...rowsOf(), deviceId: NO_DEVICE, state: 'not_sent', reason: 'answered' });

    const noted = { deviceId: null, state: 'not_sent', reason: 'answered', attempts: 0, sentAt: null };
    expect(await listed()).toMatchObject({
      items: [{ ...noted, explanation: 'No reminder was sent. The dose had its answer before.' }],
    });
    expect(await listed('ko')).toMatchObject({
      items: [{ ...noted, explanation: '알림을 보내지 않았습니다. 이미 기록한 복용이었습니다.' }],
    });
  });

  test('are none for a dose to come, even one that has no row yet', async () => {
    await me.post(`${medication}/schedules`).send(aSchedule()).expect(201);
    const day = await me.get('/v1/doses?date=2026-04-10').expect(200);
    const [coming] = (day.body as { items: { id: string }[] }).items;

    expect((await me.get(`/v1/doses/${coming?.id}/deliveries`).expect(200)).body).toEqual({ items: [] });
  });

  test('are read by their doses, however many a member has', async () => {
    await begin(rowsOf());

    const [list] = await explained(database(), (heard) =>
      createDeliveryRepository({ database: heard, newId: newUuid }).listOfDoses(actor.id, [
        dose.id,
        newUuid(),
      ]),
    );

    expect(list).toContainEqual(expect.objectContaining({ key: 'ix_deliveries_member_id_slot_id' }));
  });

  test('of another member’s dose or of none are not found; they need a log-in and a real id', async () => {
    await begin(rowsOf());

    for (const answer of [
      await stranger.get(dose.path).expect(404),
      await me.get(`/v1/doses/${newUuid()}/deliveries`).expect(404),
    ]) {
      expect(answer.body).toMatchObject({ code: 'DOSE_NOT_FOUND' });
    }
    await me.get('/v1/doses/1/deliveries').expect(400);
    await api.anyone().get(dose.path).expect(401);
  });
});

describe('acknowledging a reminder', () => {
  test('keeps when its device first said so', async () => {
    const [rows, other] = [rowsOf(), rowsOf()];
    await begin(rows);
    await begin(other);
    await finish({ ...rows, state: 'sent', reason: null, sentAt: new Date(DUE) });

    await me.post(acknowledgements).send(namesOf(rows)).expect(204);
    const once = await listed();
    await me.post(acknowledgements).send(namesOf(rows)).expect(204);

    expect(await listed()).toEqual(once);
    expect(once.items).toContainEqual(
      expect.objectContaining({
        deviceId: rows.deviceId,
        state: 'acknowledged',
        sentAt: DUE,
        acknowledgedAt: expect.any(String) as string,
        explanation: 'The app has shown the reminder.',
      }),
    );
    expect(once.items).toContainEqual(
      expect.objectContaining({ deviceId: other.deviceId, state: 'claimed', acknowledgedAt: null }),
    );
  });

  test('stays when the worker learns only afterwards how the sending ended', async () => {
    const rows = rowsOf();
    await begin(rows);

    await me.post(acknowledgements).send(namesOf(rows)).expect(204);
    await finish({ ...rows, state: 'failed', reason: 'interrupted' });

    expect(await listed()).toMatchObject({ items: [{ state: 'acknowledged', reason: null }] });
  });

  test('is not found for another member, another device or a reminder that nobody had', async () => {
    const rows = rowsOf();
    await begin(rows);

    for (const answer of [
      await stranger.post(acknowledgements).send(namesOf(rows)).expect(404),
      await me
        .post(acknowledgements)
        .send({ ...namesOf(rows), deviceId: newUuid() })
        .expect(404),
      await me.post(acknowledgements).send(namesOf(rowsOf())).expect(404),
    ]) {
      expect(answer.body).toMatchObject({ code: 'REMINDER_NOT_FOUND' });
    }
    expect(await listed()).toMatchObject({ items: [{ state: 'claimed', acknowledgedAt: null }] });
  });

  test('is not found where nothing was tried on any device', async () => {
    const noted: LedgerOutcome = { ...rowsOf(), deviceId: NO_DEVICE, state: 'not_sent', reason: 'no_device' };
    await note(noted);

    await me.post(acknowledgements).send(namesOf(noted)).expect(404);
  });

  test('needs both ids, a log-in and the health-data consent', async () => {
    const body = namesOf(rowsOf());
    await me.post(acknowledgements).send({ reminderId: body.reminderId }).expect(400);
    await me
      .post(acknowledgements)
      .send({ ...body, deviceId: '1' })
      .expect(400);
    await api.anyone().post(acknowledgements).send(body).expect(401);
    await api
      .as(aMember(clock, { consents: ['service'] }))
      .post(acknowledgements)
      .send(body)
      .expect(403);
  });
});
