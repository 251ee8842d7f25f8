import { newUuid } from '@soomcare/database';
import { type Actor, buildOpenApi } from '@soomcare/http';
import { beforeEach, describe, expect, test } from 'vitest';

import { MAX_LINES } from './document/freeze.ts';
import type { ReportView } from './report.schemas.ts';
import { pdfText } from './testing/pdf-text.ts';
import { sampleSources } from './testing/sample-sources.ts';
import { aMember, aRequest, path, useReportsApi } from './testing/reports-api.ts';

const world = useReportsApi();
const { api, clock } = world;

beforeEach(() => {
  world.given({});
});

/** Past the contract's check, which knows JSON alone. */
const download = async (me: Actor, location: string, accept: string) => {
  const request = api.as(me).get(location);
  const answer = await fetch(request.url, {
    headers: { Authorization: request.get('Authorization'), Accept: accept },
  });
  expect(answer.status).toBe(200);
  return { type: answer.headers.get('Content-Type'), bytes: Buffer.from(await answer.arrayBuffer()) };
};

const create = async (me = aMember(clock), different: object = {}) => {
  const made = await api.as(me).post(path).send(aRequest(different)).expect(201);
  return { me, report: made.body as ReportView, location: made.headers['location'] ?? '' };
};

describe('a report', () => {
  test('holds every day, every section, the figures and how they came about', async () => {
    const { report } = await create();

    expect(report).toMatchObject({ from: '2026-02-01', to: '2026-02-28', language: 'ko', version: 1 });
    expect(report.document).toMatchObject({
      timeZone: 'Asia/Seoul',
      coverage: { days: 28, peakFlowDays: 28, symptomDays: 24 },
      algorithms: { variability: 'amplitude-percent-mean/1' },
      patient: { name: '이민지' },
      summary: {
        peakFlow: { readings: 56, lowest: 240, daysInZone: { green: 26, yellow: 0, red: 2, unrated: 0 } },
        symptoms: { symptomDays: 18 },
        reliever: { days: 10, puffs: 20 },
        events: [{ kind: 'emergency-visit', count: 1 }],
      },
    });
    expect(report.document.days).toHaveLength(28);
    expect(report.document.days[4]).toMatchObject({ date: '2026-02-05', doses: { expected: 2, taken: 1 } });
    expect(report.document.peakFlows).toHaveLength(56);
  });

  test('stays byte for byte what it was, whatever the diary says later', async () => {
    const { me, location, report } = await create();
    const before = await api.as(me).get(location).expect(200);

    world.given({ peakFlows: () => Promise.resolve([]) });
    clock.advance({ days: 40 });
    const again = aMember(clock, { ...me, authenticatedAt: clock.now() });
    const after = await api.as(again).get(location).expect(200);
    clock.advance({ days: -40 });

    expect(after.text).toBe(before.text);
    expect(after.body).toEqual(report);
  });

  test('of equal data has an equal digest, of other data another', async () => {
    const me = aMember(clock);
    const sections = ['symptoms', 'peak-flow', 'events'];
    const first = await create(me, { sections });
    const second = await create(me, { sections: sections.toReversed() });
    world.given({ events: () => Promise.resolve([]) });
    const other = await create(me, { sections });

    expect(second.report.id).not.toBe(first.report.id);
    expect(second.report.documentSha256).toBe(first.report.documentSha256);
    expect(other.report.documentSha256).not.toBe(first.report.documentSha256);
  });

  test('shows only the sections that were asked for, and reads no others', async () => {
    world.given({
      adherence: () => Promise.reject(new Error('was not asked for')),
      intakes: () => Promise.reject(new Error('was not asked for')),
      events: () => Promise.reject(new Error('was not asked for')),
    });
    const { report } = await create(undefined, { sections: ['symptoms'] });

    expect(report.document).toMatchObject({
      peakFlows: null,
      relieverIntakes: null,
      adherence: null,
      medications: null,
      summary: { peakFlow: null, reliever: null, events: null },
      coverage: { peakFlowDays: null, symptomDays: 24 },
    });
    expect(report.document.days[0]).toMatchObject({ peakFlow: null, reliever: null, doses: null });
    expect(report.document.symptomRecords).toHaveLength(28);
  });

  test('names a reliever by the medicine that it was, and shows the medicines that were taken in its days', async () => {
    const [inhaler] = await sampleSources().medications('', 1);
    const [intake] = await sampleSources().intakes('', { from: '2026-02-01', to: '2026-02-01' }, 1);
    if (!inhaler || !intake) throw new Error('the sample has both');
    const ended = { ...inhaler, id: newUuid(), name: '지난달에 끝난 약', endsOn: '2026-01-31' };
    const later = { ...inhaler, id: newUuid(), name: '다음 달에 시작할 약', startsOn: '2026-03-01' };
    const last = { ...inhaler, id: newUuid(), name: '첫날에 끝난 약', endsOn: '2026-02-01', archived: true };
    let asked = 0;
    world.given({
      medications() {
        asked += 1;
        return Promise.resolve([ended, later, inhaler, last]);
      },
      intakes: () =>
        Promise.resolve(
          [ended.id, newUuid()].map((medicationId) => ({ ...intake, drugName: null, medicationId })),
        ),
    });

    const { report } = await create();

    expect(report.document.medications?.map(({ name }) => name)).toEqual([inhaler.name, last.name]);
    expect(report.document.relieverIntakes?.map(({ name }) => name)).toEqual([ended.name, null]);
    expect(asked).toBe(1);
  });

  test('keeps the member’s own words out unless they are asked for', async () => {
    const plain = await create();
    expect(JSON.stringify(plain.report)).not.toContain('계단');

    const withNotes = await create(undefined, { sections: ['symptoms', 'notes'] });
    expect(withNotes.report.document.symptomRecords?.[0]?.note).toContain('계단');
  });

  test('is kept sealed: the table shows neither the name nor a reading', async () => {
    const { report } = await create();
    const [row] = await world
      .database()
      .rows<{ sealed: Buffer }>(
        'SELECT r.sealed_document AS sealed FROM reports r WHERE r.document_sha256 = ?',
        [report.documentSha256],
      );

    expect(row?.sealed.length).toBeGreaterThan(500);
    expect(row?.sealed.includes('이민지')).toBe(false);
    expect(row?.sealed.includes('litresPerMinute')).toBe(false);
  });

  test('sent twice with the same id is made once; with other content it is refused', async () => {
    const me = aMember(clock);
    const id = newUuid();
    const first = await create(me, { id });
    world.given({ peakFlows: () => Promise.resolve([]) });
    const again = await create(me, { id });

    expect(again.report).toEqual(first.report);
    await api
      .as(me)
      .post(path)
      .send(aRequest({ id, language: 'en' }))
      .expect(422);
  });

  test('may span 366 days and not one more, and may end today and not tomorrow', async () => {
    const me = aMember(clock);
    await create(me, { from: '2025-03-10', to: '2026-03-10' });

    await api
      .as(me)
      .post(path)
      .send(aRequest({ from: '2025-03-09', to: '2026-03-10' }))
      .expect(400);
    const tomorrow = await api
      .as(me)
      .post(path)
      .send(aRequest({ to: '2026-03-11' }))
      .expect(422);
    expect(tomorrow.body).toMatchObject({ code: 'REPORT_IN_FUTURE' });
  });

  test('of more entries than anybody reads is refused', async () => {
    const [line] = await sampleSources().peakFlows('', { from: '2026-02-01', to: '2026-02-01' }, 1);
    if (!line) throw new Error('the sample has no reading');
    world.given({
      peakFlows: (_memberId, _range, limit) => Promise.resolve(Array.from({ length: limit }, () => line)),
    });

    const answer = await api.as(aMember(clock)).post(path).send(aRequest()).expect(422);
    expect(answer.body).toMatchObject({ code: 'REPORT_TOO_LONG' });
    expect(MAX_LINES).toBe(5_000);
  });
});

const offered = ['application/json', 'application/pdf', 'application/fhir+json', 'text/csv'];

describe('the form that is asked for', () => {
  test('may be a CSV file, made from what was frozen', async () => {
    const { me, location } = await create();
    world.given({ peakFlows: () => Promise.resolve([]) });

    const csv = await download(me, location, 'text/csv');
    expect(csv.type).toBe('text/csv; charset=utf-8');
    expect(csv.bytes.toString('utf8')).toContain('최대호기유량,2026-02-01,09:10,Asia/Seoul');
  });

  test('may be a PDF file, the same whenever it is asked for', async () => {
    const { me, location } = await create();
    const first = await download(me, location, 'application/pdf');
    const again = await download(me, location, 'application/pdf');

    expect(first.type).toBe('application/pdf');
    expect(pdfText(first.bytes)).toContain('이민지');
    expect(again.bytes.equals(first.bytes)).toBe(true);
  });

  test('may be a FHIR document', async () => {
    const { me, location, report } = await create();
    const { type, bytes } = await download(me, location, 'application/fhir+json');

    expect(type).toBe('application/fhir+json');
    expect(JSON.parse(bytes.toString('utf8'))).toMatchObject({
      resourceType: 'Bundle',
      type: 'document',
      identifier: { value: `urn:uuid:${report.id}` },
    });
  });

  test('is one of those that the API document names, and comes as what it is called', async () => {
    const { me, location } = await create();
    const document = buildOpenApi({ title: 'Reports', version: '1', description: '' }, [
      { prefix: '/v1', endpoints: world.reports().memberRoutes },
    ]);

    for (const address of ['/v1/reports/{id}', '/v1/mailed-reports/{id}', '/v1/shared-reports/{code}']) {
      expect(document.paths[address]).toHaveProperty(
        ['get', 'responses', '200', 'content'],
        expect.toSatisfy((content: object) => Object.keys(content).join() === offered.join()),
      );
    }
    for (const mediaType of offered) {
      expect((await download(me, location, mediaType)).type?.split(';')[0]).toBe(mediaType);
    }
  });

  test('is refused where there is none', async () => {
    const { me, location } = await create();
    await api.as(me).get(location).set('Accept', 'image/png').expect(406);
  });
});

describe('the list', () => {
  test('shows reports newest first, page by page, without what is in them', async () => {
    const me = aMember(clock);
    const made: string[] = [];
    for (const to of ['2026-02-10', '2026-02-11', '2026-02-12']) {
      made.unshift((await create(me, { to })).report.id);
      clock.advance({ seconds: 1 });
    }

    const page = await api.as(me).get(`${path}?limit=2`).expect(200);
    const { items, nextCursor } = page.body as { items: { id: string }[]; nextCursor: string };
    const rest = await api.as(me).get(`${path}?limit=2&cursor=${nextCursor}`).expect(200);

    expect(items.map(({ id }) => id)).toEqual(made.slice(0, 2));
    expect(rest.body).toMatchObject({ items: [{ id: made[2] }], nextCursor: null });
    expect(page.text).not.toContain('patient');
  });

  test('and a report are 304 while nothing has changed', async () => {
    const { me, location } = await create();
    for (const address of [path, location]) {
      const { headers } = await api.as(me).get(address).expect(200);
      await api
        .as(me)
        .get(address)
        .set('If-None-Match', headers['etag'] ?? '')
        .expect(304);
    }
  });
});

describe('a removal', () => {
  test('takes a report away, once, and for good after 30 days', async () => {
    const { me, location } = await create();
    await api.as(me).delete(location).set('If-Match', '"2"').expect(412);
    await api.as(me).delete(location).set('If-Match', '"1"').expect(204);

    await api.as(me).get(location).expect(404);
    await api.as(me).delete(location).expect(404);
    expect(await world.reports().housekeeping()).toBe(0);
    clock.advance({ days: 31 });
    expect(await world.reports().housekeeping()).toBe(1);
    clock.advance({ days: -31 });
  });

  test('of the whole member leaves no report of theirs, and everybody else’s', async () => {
    const [mine, theirs] = [await create(), await create()];

    await world.database().transaction((tx) => world.reports().eraseMember(mine.me.id, tx));

    await api.as(mine.me).get(mine.location).expect(404);
    await api.as(theirs.me).get(theirs.location).expect(200);
  });
});

describe('who may', () => {
  test('another member finds no such report', async () => {
    const { location } = await create();
    const other = aMember(clock);

    await api.as(other).get(location).expect(404);
    await api.as(other).delete(location).expect(404);
    expect((await api.as(other).get(path).expect(200)).body).toEqual({ items: [], nextCursor: null });
  });

  test('without a log-in nothing is made, shown or removed', async () => {
    const { location } = await create();
    await api.anyone().post(path).send(aRequest()).expect(401);
    await api.anyone().get(path).expect(401);
    await api.anyone().get(location).expect(401);
    await api.anyone().delete(location).expect(401);
  });

  test('making one needs the health-data consent, reading and removing do not', async () => {
    const { me, location } = await create();
    const withdrawn = { ...me, consents: ['service'] };

    await api.as(withdrawn).post(path).send(aRequest()).expect(403);
    await api.as(withdrawn).get(location).expect(200);
    await api.as(withdrawn).delete(location).expect(204);
  });
});

test.each([
  ['an end before the start', { to: '2026-01-31' }],
  ['an unknown section', { sections: ['posts'] }],
  ['a section twice', { sections: ['symptoms', 'symptoms'] }],
  ['no section', { sections: [] }],
  ['an unknown language', { language: 'fr' }],
  ['a day that is none', { from: '2026-02-30' }],
])('%s is a bad request', async (_what, different) => {
  await api.as(aMember(clock)).post(path).send(aRequest(different)).expect(400);
});

test.each([`${path}?cursor=e30`, `${path}/not-an-id`])('%s is a bad request', async (address) => {
  await api.as(aMember(clock)).get(address).expect(400);
  if (address.endsWith('id')) await api.as(aMember(clock)).delete(address).expect(400);
});
