import { newUuid } from '@soomcare/database';
import { addDays } from '@soomcare/time';

import type { InsightsView } from '../insight/insight.schemas.ts';
import type { PersonFacts } from '../insight/person.ts';
import { useRecordsApi } from './records-api.ts';

/** The local day of the tests' start in Seoul. */
export const TODAY = '2026-03-10';
export const dayAgo = (ago: number) => addDays(TODAY, -ago);
/** So many days ago in Seoul. */
export const at = (ago: number, time = '08:00') => `${dayAgo(ago)}T${time}:00+09:00`;
export const FOUR_WEEKS = `from=${dayAgo(27)}&to=${TODAY}`;

/** The diary behind HTTP, with two medicines that everybody has and profiles that a test may fill. */
export const useInsightApi = () => {
  const [ventolin, symbicort] = [newUuid(), newUuid()];
  const people = new Map<string, PersonFacts>();
  const { api, clock } = useRecordsApi({
    medicineFacts: {
      listOf: () =>
        Promise.resolve([
          { medicationId: ventolin, drugClass: 'saba', deviceDoses: 200 },
          { medicationId: symbicort, drugClass: 'ics-laba', deviceDoses: 60 },
        ]),
    },
    personOf: (memberId) => Promise.resolve(people.get(memberId) ?? null),
  });
  type Me = ReturnType<typeof api.as>;
  const post = (me: Me, path: string, body: object) => me.post(`/v1/${path}`).send(body).expect(201);

  return {
    api,
    clock,
    symbicort,
    people,
    post,
    insightsOf: async (me: Me, query = FOUR_WEEKS) =>
      (await me.get(`/v1/insights?${query}`).expect(200)).body as InsightsView,
    blow: (me: Me, ago: number, litres: number, different: object = {}) =>
      post(me, 'peak-flows', {
        measuredAt: at(ago),
        blows: [litres],
        scale: 'EU',
        bronchodilator: 'pre',
        meterId: 'a',
        ...different,
      }),
    puff: (me: Me, ago: number, different: object = {}) =>
      post(me, 'intakes', {
        takenAt: at(ago, '05:00'),
        medicationId: ventolin,
        puffs: 2,
        purpose: 'as_needed',
        ...different,
      }),
    feel: (me: Me, ago: number, different: object = { noSymptoms: true }) =>
      post(me, 'symptom-records', { occurredAt: at(ago, '06:00'), ...different }),
  };
};
