import { newUuid } from '@soomcare/database';
import { expect, test } from 'vitest';

import { seedDrugs } from '../drugs/import/seed-drugs.ts';
import { aDoseSlot, multiplyDoses } from '../testing/dose-slots.ts';
import { explained } from '../testing/explained.ts';
import { aMember, aReliever, useMedicationsApi } from '../testing/medications-api.ts';
import { createMedicineFacts } from './medicine-facts.ts';

const { api, clock, database } = useMedicationsApi();
const facts = () => createMedicineFacts({ database: database(), now: clock.now });

test('a medicine has the class of its drug; one that was typed has none, and stays known when it is removed', async () => {
  await seedDrugs({ database: database(), now: clock.now, newId: newUuid });
  const actor = aMember(clock);
  const me = api.as(actor);
  const found = await me.get(`/v1/drugs?q=${encodeURIComponent('벤토린 에보할러')}`).expect(200);
  const [drug] = (found.body as { items: { id: string }[] }).items;
  const addTo = async (caller: typeof me, body: object) =>
    ((await caller.post('/v1/medications').send(body).expect(201)).body as { id: string }).id;
  const known = await addTo(me, {
    ...aReliever(),
    name: undefined,
    drugId: drug?.id,
    deviceDoses: undefined,
  });
  const typed = await addTo(me, aReliever({ name: '파란 약', deviceDoses: 100 }));
  await addTo(api.as(aMember(clock)), aReliever());
  await me.delete(`/v1/medications/${typed}`).expect(204);

  expect(await facts().listOf(actor.id)).toEqual([
    { medicationId: known, drugClass: 'saba', deviceDoses: 200 },
    { medicationId: typed, drugClass: null, deviceDoses: 100 },
  ]);
});

test('the days of a range are counted from that member’s doses of those days alone', async () => {
  const dose = await aDoseSlot(database(), { memberId: newUuid(), medicationId: newUuid() });
  await multiplyDoses(database(), dose);
  const range = { from: '2026-02-27', to: '2026-03-10' };

  const byDay = await facts().adherenceByDay(dose.memberId, range);
  const [steps] = await explained(database(), (heard) =>
    createMedicineFacts({ database: heard, now: clock.now }).adherenceByDay(dose.memberId, range),
  );

  // The tenth is today, and its dose can still be taken.
  expect([...byDay.keys()]).toEqual([
    ...['2026-02-27', '2026-02-28'],
    ...Array.from({ length: 9 }, (_, index) => `2026-03-0${index + 1}`),
  ]);
  expect(byDay.get('2026-03-09')).toMatchObject({ expected: 1, missed: 1, percent: 0 });
  expect(steps).toMatchObject([{ table: 's', key: 'ix_dose_slots_member_id_local_date_due_at_id' }]);
});

test('the three measures are those that the member reads', async () => {
  const actor = aMember(clock);
  const range = { from: '2026-03-01', to: '2026-03-09' };
  const dueAt = '2026-03-07T23:00:00.000Z';
  await aDoseSlot(database(), { memberId: actor.id, medicationId: newUuid(), dueAt });
  const read = await api.as(actor).get('/v1/adherence?from=2026-03-01&to=2026-03-09').expect(200);

  const {
    range: taken,
    proportionOfDaysCovered,
    possessionRatio,
  } = await facts().adherenceOf(actor.id, range, 'Asia/Seoul');

  expect(taken).toMatchObject({ expected: 1, missed: 1 });
  expect(read.body).toMatchObject({ range: taken, proportionOfDaysCovered, possessionRatio });
});
