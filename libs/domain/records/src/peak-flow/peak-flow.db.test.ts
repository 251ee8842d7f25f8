import { newUuid } from '@soomcare/database';
import { expect, test } from 'vitest';

import { createRecords } from '../records.module.ts';
import { listening } from '../testing/listening-database.ts';
import { makeLongDiary, walked } from '../testing/long-diary.ts';
import { aMember, useRecordsApi } from '../testing/records-api.ts';

const { api, clock, database } = useRecordsApi();

const aReading = { blows: [250], scale: 'EU', bronchodilator: 'pre' };
const aBest = (litresPerMinute: number, validFrom: string, named = {}) => ({
  litresPerMinute,
  validFrom,
  ...named,
});

test('a page is one statement, which reads no further in the index than the page', async () => {
  const { heard, statements } = listening(database());
  const { peakFlows } = createRecords({ database: heard, now: clock.now, newId: newUuid });
  const actor = aMember(clock);
  await api
    .as(actor)
    .post('/v1/peak-flows')
    .send({ ...aReading, measuredAt: clock.now() })
    .expect(201);
  await makeLongDiary(database(), 'peak_flows');

  const { items } = await peakFlows.list(actor.id, { from: '2025-06-01', to: '2025-06-30', limit: 20 });
  const [only, ...others] = statements;
  const { type, key, read } = await walked(database(), only?.sql ?? '', only?.params ?? []);

  expect(items).toHaveLength(20);
  expect(others).toEqual([]);
  expect({ type, key, read }).toEqual({
    type: 'range',
    key: 'ix_peak_flows_member_id_recorded_on_measured_at_id',
    read: 21,
  });
});

test('it brings the bests along that hold for its readings, a later one over an earlier one', async () => {
  const me = api.as(aMember(clock));
  for (const best of [
    aBest(300, '2026-01-01'),
    aBest(400, '2026-02-01'),
    aBest(500, '2026-02-01'),
    aBest(350, '2026-01-01', { meterId: 'a', scale: 'EU' }),
  ]) {
    await me.post('/v1/personal-bests').send(best).expect(201);
    clock.advance({ seconds: 1 });
  }
  for (const reading of [
    { measuredAt: '2025-12-31T03:00:00Z' },
    { measuredAt: '2026-01-31T03:00:00Z' },
    { measuredAt: '2026-02-01T03:00:00Z', meterId: 'a' },
    { measuredAt: '2026-02-01T04:00:00Z' },
  ]) {
    await me
      .post('/v1/peak-flows')
      .send({ ...aReading, ...reading })
      .expect(201);
  }

  const page = await me.get('/v1/peak-flows').expect(200);

  expect((page.body as { items: { percentOfBest: number | null }[] }).items).toMatchObject([
    { percentOfBest: 50 },
    { percentOfBest: 71 },
    { percentOfBest: 83 },
    { percentOfBest: null },
  ]);
});
