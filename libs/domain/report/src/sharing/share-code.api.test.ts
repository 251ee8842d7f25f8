import { newUuid } from '@soomcare/database';
import { beforeEach, describe, expect, test } from 'vitest';

import type { ReportView } from '../report.schemas.ts';
import { aMember, aRequest, path, START, useReportsApi } from '../testing/reports-api.ts';

const world = useReportsApi();
const { api, clock, looks } = world;
/** Of whom the sample diary tells. */
const BORN = 1990;

beforeEach(() => {
  clock.set(START);
});

/** A member with a report, and how they share it. */
const aSharer = async () => {
  const actor = aMember(clock);
  const me = api.as(actor);
  const made = await me.post(path).send(aRequest()).expect(201);
  const location = made.headers['location'] ?? '';
  const share = () => me.post(`${location}/share-codes`);
  const shared = async () => (await share().expect(201)).body as { code: string; expiresAt: string };
  return { actor, me, location, report: made.body as ReportView, share, shared };
};

const open = (code: string, birthYear: number | string = BORN) =>
  api.anyone().get(`/v1/shared-reports/${code}?birthYear=${birthYear}`);

describe('a share code', () => {
  test('opens the very report for whoever has no account, and the access log tells of each look', async () => {
    const { actor, report, shared } = await aSharer();
    const { code, expiresAt } = await shared();
    expect(code).toMatch(/^\d{6}$/);
    expect(expiresAt).toBe('2026-03-10T03:10:00.000Z');

    const opened = await open(code).expect(200);
    expect(opened.body).toEqual(report);
    expect(opened.headers['cache-control']).toBe('no-store');
    expect(looks).toMatchObject([
      { memberId: actor.id, address: expect.stringContaining('127.0.0.1') as string },
    ]);
    await open(code).expect(200);
    expect(looks).toHaveLength(2);
  });

  test('gives the PDF too, and nothing in a form that there is none of', async () => {
    const { shared } = await aSharer();
    const { code } = await shared();
    const pdf = await open(code).set('Accept', 'application/pdf').expect(200);
    expect(pdf.headers['content-type']).toBe('application/pdf');
    await open(code).set('Accept', 'image/png').expect(406);
  });

  test('is void after ten minutes, to the millisecond', async () => {
    const { shared } = await aSharer();
    const { code } = await shared();
    clock.advance({ minutes: 10, milliseconds: -1 });
    await open(code).expect(200);
    clock.advance({ milliseconds: 1 });

    await open(code).expect(404);
    expect(await world.reports().housekeeping()).toBeGreaterThan(0);
  });

  test('is void once its owner has ended it, or has removed the report', async () => {
    const { me, location, shared } = await aSharer();
    const first = await shared();
    await me.delete(`${location}/share-codes`).expect(204);
    await me.delete(`${location}/share-codes`).expect(204);
    await open(first.code).expect(404);

    const second = await shared();
    await me.delete(location).expect(204);
    await open(second.code).expect(404);
    expect(looks).toEqual([]);
  });

  test('of another birth year is as unknown as one that never was, and void after five such tries', async () => {
    const { shared } = await aSharer();
    const { code } = await shared();
    const unknown = await open('000000').expect(404);
    for (let attempt = 0; attempt < 5; attempt += 1) {
      const wrong = await open(code, BORN + 1).expect(404);
      expect({ ...(wrong.body as object), requestId: null }).toEqual({
        ...(unknown.body as object),
        requestId: null,
      });
    }
    await open(code).expect(404);
    expect(looks).toEqual([]);
  });

  test('is void after twenty looks', async () => {
    const { shared } = await aSharer();
    const { code } = await shared();
    await world
      .database()
      .run('UPDATE share_codes c SET c.looks = 19 WHERE c.expires_at > ?', ['2026-03-10 03:00:00']);
    await open(code).expect(200);
    await open(code).expect(404);
  });

  test('never has the digits that another code has', async () => {
    const [one, other] = [await aSharer(), await aSharer()];
    world.nextCodes.push('135790', '135790', '135791');

    expect((await one.shared()).code).toBe('135790');
    expect((await other.shared()).code).toBe('135791');
    expect((await open('135791').expect(200)).body).toMatchObject({ id: other.report.id });
  });

  test('stands in the table under a key only', async () => {
    const { shared } = await aSharer();
    world.nextCodes.push('246813');
    await shared();
    const rows = await world.database().rows<object>('SELECT c.* FROM share_codes c');

    expect(JSON.stringify(rows)).not.toContain('246813');
    expect(JSON.stringify(rows)).not.toContain(Buffer.from('246813').toJSON().data.join());
  });
});

describe('limits', () => {
  test('a member has three live codes at most, also when they ask for six at once', async () => {
    const { me, location, share, shared } = await aSharer();
    const answers = await Promise.all(Array.from({ length: 6 }, () => share()));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 201, 201, 409, 409, 409]);

    await me.delete(`${location}/share-codes`).expect(204);
    await shared();
  });

  test('a code that has ended counts no more', async () => {
    const { shared } = await aSharer();
    for (let count = 0; count < 3; count += 1) await shared();
    clock.advance({ minutes: 10 });
    await shared();
  });

  test('an address that tries twenty codes waits, also with the right one', async () => {
    const { shared } = await aSharer();
    const { code } = await shared();
    for (let attempt = 0; attempt < 20; attempt += 1) await open('999999').expect(404);
    await open(code).expect(429);
  });
});

describe('who may', () => {
  test('another member can neither share a report nor end its codes', async () => {
    const { location, shared } = await aSharer();
    const { code } = await shared();
    const other = api.as(aMember(clock));

    await other.post(`${location}/share-codes`).expect(404);
    await other.delete(`${location}/share-codes`).expect(404);
    await open(code).expect(200);
  });

  test('sharing needs a log-in and the health-data consent, ending needs the log-in alone', async () => {
    const { actor, location } = await aSharer();
    for (const method of ['post', 'delete'] as const) {
      await api.anyone()[method](`${location}/share-codes`).expect(401);
      await api.as(actor)[method](`${path}/nonsense/share-codes`).expect(400);
    }
    const withdrawn = api.as({ ...actor, consents: ['service'] });
    await withdrawn.post(`${location}/share-codes`).expect(403);
    await withdrawn.delete(`${location}/share-codes`).expect(204);
  });

  test.each(['12345', '1234567', 'abcdef', '１２３４５６'])('%s is no code', async (code) => {
    await open(encodeURIComponent(code)).expect(400);
  });

  test('without a birth year there is no answer', async () => {
    await api.anyone().get('/v1/shared-reports/123456').expect(400);
    await open('123456', '90').expect(400);
  });

  test('an erased member leaves no code', async () => {
    const { actor, shared } = await aSharer();
    const { code } = await shared();
    await world.database().transaction((tx) => world.reports().eraseMember(actor.id, tx));

    await open(code).expect(404);
  });
});

describe('a mailed report', () => {
  const deliver = async () => {
    const [handle] = Object.values(world.reports().outboxHandlers);
    for (const { payload } of world.post.left) await handle?.(payload, { id: newUuid() });
    return world.post.sent;
  };

  test('is a link in the member’s own mailbox, which names no illness and opens to their log-in', async () => {
    const { actor, me, location, report } = await aSharer();
    await me.post(`${location}/mail`).expect(202);
    const [mail] = await deliver();

    expect(mail).toMatchObject({
      to: 'minji@example.com',
      subject: '숨케어: 만드신 리포트가 준비되었습니다',
    });
    expect(`${mail?.subject} ${mail?.text}`).not.toMatch(/천식|이민지|L\/min/);
    expect(world.post.left).toMatchObject([{ memberId: actor.id }]);
    const address = new URL(/^https:\S+$/m.exec(mail?.text ?? '')?.[0] ?? '');
    expect((await me.get(`/v1${address.pathname}`).expect(200)).body).toEqual(report);
    await me.get(`/v1${address.pathname}`).set('Accept', 'image/png').expect(406);
    await api.anyone().get(`/v1${address.pathname}`).expect(401);
    await api.as(aMember(clock)).get(`/v1${address.pathname}`).expect(404);
  });

  test('asks for a log-in of the last quarter of an hour', async () => {
    const { me, report } = await aSharer();
    clock.advance({ minutes: 16 });
    const refused = await me.get(`/v1/mailed-reports/${report.id}`).expect(403);
    expect(refused.body).toMatchObject({ code: 'RECENT_LOG_IN_REQUIRED' });
  });

  test('speaks the report’s language', async () => {
    const actor = aMember(clock);
    const made = await api
      .as(actor)
      .post(path)
      .send(aRequest({ language: 'en' }))
      .expect(201);
    await api.as(actor).post(`${made.headers['location']}/mail`).expect(202);
    expect((await deliver())[0]?.subject).toBe('Soomcare: your report is ready');
  });

  test('is sent to nobody who has no address, to no stranger, and five times an hour at most', async () => {
    const { me, location } = await aSharer();
    await api.anyone().post(`${location}/mail`).expect(401);
    await api.as(aMember(clock)).post(`${location}/mail`).expect(404);
    await me.post(`${path}/nonsense/mail`).expect(400);
    await me.get('/v1/mailed-reports/nonsense').expect(400);
    for (let count = 0; count < 4; count += 1) await me.post(`${location}/mail`).expect(202);
    await me.post(`${location}/mail`).expect(429);

    const social = await aSharer();
    world.post.withoutAddress.add(social.actor.id);
    await social.me.post(`${social.location}/mail`).expect(409);
    expect(world.post.left).toHaveLength(4);
  });
});
