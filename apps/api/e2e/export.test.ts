import { tableDecisions } from '@soomcare/export';
import { expect, test } from 'vitest';

import { allColumns, type Column, isUsed, namesMember, placesOf } from './every-table.ts';
import { PASSWORD, useApi } from './harness.ts';
import { zipEntries } from './zip-entries.ts';

const api = useApi();
const HOW = 'see libs/support/export/src/table-decisions.ts';

const memberColumns = async (): Promise<Column[]> => {
  const columns = await allColumns(api.database());
  const names = new Set(columns.filter(namesMember).map(({ tableName }) => tableName));
  return columns.filter(({ tableName }) => names.has(tableName) && isUsed(tableName));
};

const camelCase = (name: string) =>
  name.replaceAll(/_(\w)/g, (_match, letter: string) => letter.toUpperCase());

/** Of a table that is in the export. */
const rulesOf = (tableName: string) => {
  const decision = tableDecisions[tableName];
  return decision && !('leftOut' in decision) ? decision : null;
};

test('every table whose rows name a member is in the export, or left out for a reason', async () => {
  const names = new Set((await memberColumns()).map(({ tableName }) => tableName));
  const undecided = [...names].filter((name) => !Object.hasOwn(tableDecisions, name));

  expect(names.size).toBeGreaterThan(30);
  expect(undecided, `tables without a decision, ${HOW}`).toEqual([]);
});

test('every decision is about a table and columns that there are', async () => {
  const columns = await memberColumns();
  const known = new Set(columns.map(({ tableName, name }) => `${tableName}.${camelCase(name)}`));
  const stale = Object.keys(tableDecisions).flatMap((name) => {
    const { owners = [], without = [], sealed = {} } = rulesOf(name) ?? {};
    const named = [...owners, ...without, ...Object.keys(sealed)];
    const isTable = columns.some(({ tableName }) => tableName === name);
    return [
      ...(isTable ? [] : [name]),
      ...named.map((each) => `${name}.${each}`).filter((each) => !known.has(each)),
    ];
  });

  expect(stale, `decisions about nothing, ${HOW}`).toEqual([]);
});

test('every sealed column in the export is opened or declared secret, and no key leaves in plain text', async () => {
  const columns = await memberColumns();
  const careless = columns.filter(({ tableName, name, type }) => {
    const rules = rulesOf(tableName);
    if (!rules) return false;
    if (/varbinary|blob/.test(type)) return !Object.hasOwn(rules.sealed ?? {}, camelCase(name));

    // Hashes as bytes never leave; texts and numbers would.
    return (
      type !== 'binary' &&
      /hash|token|secret|password/.test(name) &&
      !rules.without?.includes(camelCase(name))
    );
  });

  expect(
    careless.map(({ tableName, name }) => `${tableName}.${name}`),
    HOW,
  ).toEqual([]);
});

const seoulNoon = (day: string) => `${day}T12:00:00+09:00`;

/** A member with a profile, a device, a diary, medicines with doses, and a report. */
const aPatient = async () => {
  api.clock.set('2026-03-10T03:00:00Z');
  const member = await api.signUp();
  const { caller } = member;
  const me = await caller.get('/v1/me').expect(200);
  await caller
    .patch('/v1/me')
    .set('If-Match', me.headers['etag'] ?? '')
    .send({ name: '이민지', phone: '+821012345678', doctor: { name: '김수민', clinic: '숨내과의원' } })
    .expect(200);
  const device = { name: '민지의 폰', platform: 'ios', pushToken: 'a-token-that-must-not-leave' };
  await caller.put(`/v1/me/devices/${crypto.randomUUID()}`).send(device).expect(200);

  const symptoms = [{ kind: 'wheeze', severity: 2 }];
  await caller
    .post('/v1/symptom-records')
    .send({ occurredAt: seoulNoon('2026-03-09'), symptoms, note: '=밤새 기침' })
    .expect(201);
  await caller
    .post('/v1/peak-flows')
    .send({ measuredAt: seoulNoon('2026-03-09'), blows: [420], scale: 'EU', bronchodilator: 'pre' })
    .expect(201);
  const medication = {
    ...{ name: '싱귤레어정 10mg', purposeDefault: 'scheduled', doseAmount: 1, doseUnit: 'tablet' },
    startsOn: '2026-03-01',
  };
  const made = await caller.post('/v1/medications').send(medication).expect(201);
  const schedule = { kind: 'times', times: ['08:00'], startsOn: '2026-03-10', zonePolicy: 'home', amount: 1 };
  await caller
    .post(`/v1/medications/${(made.body as { id: string }).id}/schedules`)
    .send({ ...schedule, timeZone: 'Asia/Seoul' })
    .expect(201);
  await caller.post('/v1/reports').send({ from: '2026-03-01', to: '2026-03-10', language: 'ko' }).expect(201);
  return { ...member, id: (me.body as { id: string }).id };
};

/** One grey point. */
const POINT = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==',
  'base64',
);

/** As the app shows it, after its check; and one of somebody else's. */
const aPictureOf = async ({ caller }: Awaited<ReturnType<typeof aPatient>>) => {
  const other = await api.signUp();
  await other.caller.post('/v1/files').attach('file', POINT, 'somebody else’s.png').expect(201);
  const made = await caller.post('/v1/files').attach('file', POINT, '흡입기.png').expect(201);
  const { id } = made.body as { id: string };
  const shown = await caller.get(`/v1/files/${id}`).expect(200);
  return { id, bytes: shown.body as Buffer };
};

const fetchExport = async ({ caller }: Awaited<ReturnType<typeof aPatient>>) => {
  const started = await caller.post('/v1/me/exports').expect(202);
  expect(await api.makeExport()).toBe(true);
  const ready = await caller.get(`/v1/me/exports/${(started.body as { id: string }).id}`).expect(200);
  const { token } = (ready.body as { download: { token: string } }).download;

  const answer = await api
    .anyone()
    .post('/v1/export-downloads')
    .set('Accept', 'application/zip')
    .send({ token })
    .parse((response, done) => {
      const pieces: Buffer[] = [];
      response.on('data', (piece: Buffer) => pieces.push(piece));
      response.on('end', () => {
        done(null, Buffer.concat(pieces));
      });
    })
    .expect(200);
  return zipEntries(answer.body as Buffer);
};

test('a member fetches every row that names them, opened, and nothing that opens an account', async () => {
  const patient = await aPatient();
  const picture = await aPictureOf(patient);
  const before = await placesOf(api.database(), patient.id);
  const files = await fetchExport(patient);
  const rowsOf = (name: string) =>
    JSON.parse(String(files[`json/${name}.json`] ?? 'null')) as Record<string, unknown>[];

  const bundles = Object.keys(files).filter((name) => name.startsWith('fhir/'));
  expect(bundles).toHaveLength(1);
  expect(JSON.parse(String(files[bundles[0] ?? '']))).toMatchObject({
    resourceType: 'Bundle',
    type: 'document',
  });

  const ownRows = before.filter(({ tableName, name }) => rulesOf(tableName) && /^(member_)?id$/.test(name));
  expect(ownRows.length).toBeGreaterThan(10);
  for (const { tableName, total } of ownRows) {
    expect([tableName, rowsOf(tableName).length]).toEqual([tableName, total]);
  }
  expect(rowsOf('members')).toMatchObject([
    {
      email: patient.email,
      name: '이민지',
      doctor: { name: '김수민', clinic: '숨내과의원' },
    },
  ]);
  expect(rowsOf('reports')).toMatchObject([{ document: { patient: { name: '이민지' } } }]);
  expect(String(files['csv/symptom_records.csv'])).toContain("'=밤새 기침");

  expect(files[`pictures/${picture.id}.jpg`]).toEqual(picture.bytes);
  expect(Object.keys(files).filter((path) => path.startsWith('pictures/'))).toHaveLength(1);

  const everything = Object.values(files).join('\n');
  expect(everything).not.toContain('a-token-that-must-not-leave');
  expect(everything).not.toMatch(/argon2|passwordHash|tokenHash|createFingerprint/);
  expect(everything).not.toContain(PASSWORD);
});
