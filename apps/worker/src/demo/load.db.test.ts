import { beforeAll, expect, test } from 'vitest';

import { useDemoWorld } from '../testing/demo-world.ts';
import { type EntryKind } from './diary.ts';
import { demoId } from './ids.ts';
import { lifeOf } from './life-of.ts';
import { episodes } from './lives/demo-life.ts';
import { findMissingPeople, loadPeople } from './load.ts';
import { type DemoPerson, people } from './people.ts';
import { writeEntry } from './write-entry.ts';

const NOW = new Date('2026-11-21T21:00:00+09:00');
/** All forty lives are written; a machine that does other work as well takes long. */
const BUSY_MACHINE_MS = 180_000;
const TOMORROW = new Date('2026-11-22T09:00:00+09:00');

const { database, contextsAt, depsOn, loadDrugs, logIn } = useDemoWorld(() => NOW);

const load = async (now = NOW) => loadPeople(depsOn(now), await findMissingPeople(database()));

const diaryTables = [
  'symptom_records',
  'peak_flows',
  'spirometries',
  'intakes',
  'exacerbations',
  'control_assessments',
  'personal_bests',
];
const medicineTables = ['medications', 'schedules', 'dose_slots', 'supply_events'];
const everyTable = ['members', 'credentials', 'consents', ...diaryTables, ...medicineTables];

/** A checksum a table: equal ones mean that no row came, went or changed. */
const fingerprint = async (names: readonly string[] = everyTable) =>
  database().rows<{ Table: string; Checksum: number }>(`CHECKSUM TABLE ${names.join(', ')}`);

const countRows = async (table: string) => {
  const [row] = await database().rows<{ total: number }>(`SELECT COUNT(*) AS total FROM ${table}`);
  return row?.total;
};

const first = (): DemoPerson => {
  const [demo] = people;
  if (!demo) throw new Error('the demo member is the first');
  return demo;
};

/** What a test reads of a day; the contract check has seen the whole answer. */
interface CalendarDay {
  readonly date: string;
  readonly peakFlow: { readonly zone: string | null } | null;
  readonly symptoms: { readonly worstSeverity: number } | null;
}

beforeAll(async () => {
  await loadDrugs(NOW);
  // An earlier load was cut short on another day: entries are there, their member is not.
  const demo = first();
  const { records } = contextsAt(() => NOW);
  const { entries } = lifeOf(demo, new Date('2026-11-18T21:00:00+09:00'));
  const plain = entries.filter(({ kind }) => kind !== 'intakes');
  for (const entry of plain.slice(0, 30)) await writeEntry(records, demo, entry);

  await load();
}, BUSY_MACHINE_MS);

test('every life is written whole, over what a load that was cut short had left', async () => {
  const planned = people.flatMap((person) => lifeOf(person, NOW).entries);
  const written = await Promise.all(diaryTables.map(countRows));

  expect(await countRows('members')).toBe(people.length);
  expect(written.reduce((sum = 0, rows = 0) => sum + rows, 0)).toBe(planned.length);
});

test('loading again changes nothing, also on a later day', async () => {
  const before = await fingerprint();

  expect(await load()).toEqual({ members: 0, entries: 0 });
  expect(await load(TOMORROW)).toEqual({ members: 0, entries: 0 });
  expect(await fingerprint()).toEqual(before);
});

test(
  'two loads at once end with the same rows as one',
  async () => {
    const someone = people.find(({ life }) => life === 'hardToControl');
    if (!someone) throw new Error('somebody else has medicines');
    const before = await fingerprint([...diaryTables, ...medicineTables]);
    const remove = (table: string, column: string) =>
      database().run(`DELETE FROM ${table} WHERE ${column} = UNHEX(?)`, [someone.id.replaceAll('-', '')]);
    await remove('members', 'id');
    await remove('credentials', 'member_id');
    await remove('consents', 'member_id');

    await Promise.all([load(), load()]);

    expect(await countRows('members')).toBe(people.length);
    expect(await fingerprint([...diaryTables, ...medicineTables])).toEqual(before);
  },
  BUSY_MACHINE_MS,
);

test('an address that somebody has taken stays theirs, and no entry is left without a member', async () => {
  const deps = depsOn(NOW);
  const twin = { ...first(), id: demoId('twin'), key: 'twin', life: 'clinicOnly' } as const;
  const before = await fingerprint();

  expect(await loadPeople(deps, [twin])).toEqual({ members: 0, entries: 0 });
  expect(await fingerprint()).toEqual(before);
});

test('every body is one that the API takes', () => {
  const operations: Record<EntryKind, string> = {
    peakFlows: 'recordPeakFlow',
    symptomRecords: 'recordSymptoms',
    spirometries: 'recordSpirometry',
    intakes: 'recordIntake',
    exacerbations: 'recordExacerbation',
    controlAssessments: 'recordControlAssessment',
    personalBests: 'confirmPersonalBest',
  };
  const { records } = contextsAt(() => NOW);
  const bodyOf = new Map(records.memberRoutes.map(({ contract }) => [contract.operationId, contract.body]));

  for (const { kind, body } of people.flatMap((person) => lifeOf(person, NOW).entries)) {
    expect(bodyOf.get(operations[kind])?.parse(body)).toEqual(body);
  }
});

test('demo members log in, and the months of the demo life show zones, symptoms, intakes and events', async () => {
  const member = await logIn('demo@soomcare.example');
  await logIn('demo40@soomcare.example');
  const months = ['2026-07', '2026-08', '2026-09', '2026-10', '2026-11'];
  const answers = await Promise.all(months.map((month) => member.get(`/v1/calendar/${month}`).expect(200)));
  const days = answers.flatMap(({ body }) => (body as { days: CalendarDay[] }).days);

  const crisis = Temporal.PlainDate.from('2026-07-25').add({ days: episodes.crisis.first });
  expect(days.filter(({ peakFlow }) => peakFlow?.zone === 'red').map(({ date }) => date)).toEqual([
    String(crisis),
  ]);
  expect(new Set(days.map(({ peakFlow }) => peakFlow?.zone))).toEqual(
    new Set(['green', 'yellow', 'red', undefined]),
  );
  expect(days.filter(({ symptoms }) => symptoms?.worstSeverity === 0).length).toBeGreaterThan(20);
  expect(days.find(({ date }) => date === String(crisis))).toMatchObject({
    symptoms: { worstSeverity: 3 },
    intakes: { asNeeded: 6 },
    events: [{ kind: 'emergency-visit' }],
  });
});

test('an entry is as old as it says, and the latest best is only proposed', async () => {
  const member = await logIn('demo@soomcare.example');
  const answer = await member.get('/v1/personal-bests').expect(200);

  expect(answer.body).toMatchObject({
    items: [{ litresPerMinute: 480, validFrom: '2026-07-25', createdAt: '2026-08-11T12:15:00.000Z' }],
    proposed: [{ litresPerMinute: 490, presentBest: 480 }],
  });
});
