import { beforeEach, describe, expect, test } from 'vitest';

import { aMember } from '../testing/medications-api.ts';
import { aCaregiver, EMAIL, useCaregiverBench } from '../testing/caregiver-bench.ts';
import { tokenIn } from '../testing/fake-caregiver-post.ts';

const bench = useCaregiverBench();
const { api, clock, follow, post } = bench;
const path = '/v1/me/caregiver';

let me: ReturnType<typeof api.as>;
const set = (different: object = {}) => me.put(path).send(aCaregiver(different));

beforeEach(() => {
  me = api.as(aMember(clock));
});

describe('naming a caregiver', () => {
  test('nobody is told until somebody is named', async () => {
    await me.get(path).expect(404);
    await me.delete(path).expect(404);
  });

  test('whoever is named is asked by one mail, and can be read back, by this member alone', async () => {
    const named = await set().expect(200);

    expect(named.body).toEqual({ ...aCaregiver(), state: 'asked', noticedAt: null });
    expect((await me.get(path).expect(200)).body).toEqual(named.body);
    expect((await post.deliver()).map(({ to }) => to)).toEqual([EMAIL]);
    await api.as(aMember(clock)).get(path).expect(404);
    await api.as(aMember(clock)).delete(path).expect(404);
    await me.get(path).expect(200);
  });

  test('a name is optional, and a nickname is not shared unless the member says so', async () => {
    const named = await me.put(path).send({ email: EMAIL, language: 'en' }).expect(200);
    const [mail] = await post.deliver();

    expect(named.body).toMatchObject({ name: null, sharesNickname: false });
    expect(mail?.text).toContain('Hello,\n\na member of Soomcare would like us');
    expect(mail?.text).not.toContain('민지');
  });

  test('the database holds neither the address nor a link', async () => {
    await set().expect(200);
    const [mail] = await post.deliver();
    const [row] = await bench.database().rows<Record<string, unknown>>('SELECT c.* FROM caregivers c');
    const stored = Object.values(row ?? {})
      .filter((value) => Buffer.isBuffer(value))
      .map((value) => value.toString('latin1'))
      .join('\n');

    expect(stored.length).toBeGreaterThan(200);
    for (const secret of [EMAIL, '이정호', tokenIn(mail ?? { text: '' }, 'accept')]) {
      expect(stored).not.toContain(Buffer.from(secret).toString('latin1'));
    }
  });

  test.each([
    { email: 'jeongho' },
    { email: undefined },
    { language: 'fr' },
    { name: '' },
    { name: 'x'.repeat(51) },
    { name: 'http://evil.example' },
    { name: 'a\nb' },
    { sharesNickname: 'yes' },
    { phone: '+821012345678' },
  ])('%j is a bad request', async (different) => {
    await set(different).expect(400);
    await me.get(path).expect(404);
  });

  test('each needs a log-in, naming the consent to health data; an unknown query key is a bad request', async () => {
    for (const method of ['get', 'put', 'delete'] as const) {
      await api.anyone()[method](path).expect(401);
      await me[method](`${path}?surprise=1`)
        .send(method === 'put' ? aCaregiver() : undefined)
        .expect(400);
    }
    const without = api.as(aMember(clock, { consents: ['service'] }));
    await without.put(path).send(aCaregiver()).expect(403);
    expect(await post.deliver()).toEqual([]);
  });

  test('a member asks three times a day at most', async () => {
    for (const email of ['a@example.com', 'b@example.com', 'c@example.com']) await set({ email }).expect(200);
    await set({ email: 'd@example.com' }).expect(429);

    expect((await me.get(path)).body).toMatchObject({ email: 'c@example.com' });
    expect((await post.deliver()).map(({ to }) => to)).toEqual(['c@example.com']);
  });

  test('one mailbox is asked five times a day at most, whoever asks and however it is spelt', async () => {
    for (let count = 0; count < 5; count++) await bench.asking();

    await set({ email: EMAIL.toUpperCase() }).expect(429);
  });
});

describe('the links', () => {
  test('opening one does nothing: a scanner does so too', async () => {
    const { me: asked, mail } = await bench.asking();
    for (const page of ['accept', 'stop'] as const) {
      const opened = await follow('GET', page, tokenIn(mail, page));

      expect(opened.status).toBe(200);
      expect(opened.headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(opened.headers.get('cache-control')).toBe('no-store');
      expect(opened.headers.get('referrer-policy')).toBe('no-referrer');
      expect(opened.headers.get('content-security-policy')).toMatch(/default-src 'none'.*form-action 'self'/);
      expect(await opened.text()).toContain('<form method="post"><button type="submit">');
    }
    expect(await bench.state(asked)).toBe('asked');
  });

  test('pressing the button agrees, also twice', async () => {
    const { me: asked, mail } = await bench.asking();
    for (let press = 0; press < 2; press++) {
      const answer = await follow('POST', 'accept', tokenIn(mail, 'accept'), 'en');
      expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining('Thank you')]);
    }
    expect(await bench.state(asked)).toBe('active');
  });

  test('the asking ends after seven days, and then nothing is kept of who was asked', async () => {
    const { me: asked, mail } = await bench.asking();
    clock.advance({ days: 7, milliseconds: -1 });
    expect(await bench.caregivers().housekeeping()).toBe(0);
    clock.advance({ milliseconds: 1 });

    expect((await follow('POST', 'accept', tokenIn(mail, 'accept'))).status).toBe(410);
    expect(await bench.state(asked)).toBe('asked');
    expect(await bench.caregivers().housekeeping()).toBe(1);
    await asked.get(path).expect(404);
  });

  test('an unknown, a malformed and a missing token are void', async () => {
    for (const page of ['accept', 'stop'] as const) {
      for (const token of ['T'.repeat(43), '', 'a&token=b']) {
        const answer = await follow('POST', page, token);
        expect([answer.status, await answer.text()]).toEqual([410, expect.stringContaining('쓸 수 없는')]);
      }
    }
  });

  test('neither link does the work of the other', async () => {
    const { me: asked, mail } = await bench.asking();

    expect((await follow('POST', 'accept', tokenIn(mail, 'stop'))).status).toBe(410);
    expect((await follow('POST', 'stop', tokenIn(mail, 'accept'))).status).toBe(410);
    expect(await bench.state(asked)).toBe('asked');
  });

  test('whoever stops is not asked again by this member, also after being removed; another member may', async () => {
    const { me: agreed, mail } = await bench.agreed();
    expect((await follow('POST', 'stop', tokenIn(mail, 'stop'))).status).toBe(200);
    expect((await follow('POST', 'stop', tokenIn(mail, 'stop'))).status).toBe(200);
    expect(await bench.state(agreed)).toBe('stopped');
    expect((await follow('POST', 'accept', tokenIn(mail, 'accept'))).status).toBe(410);

    await agreed.put(path).send(aCaregiver()).expect(409);
    await agreed.delete(path).expect(204);
    await agreed
      .put(path)
      .send(aCaregiver({ email: 'JeongHo@example.com' }))
      .expect(409);

    expect(await post.deliver()).toEqual([]);
    await agreed.get(path).expect(404);
    await set().expect(200);
  });

  test('somebody who was asked by mistake can refuse without agreeing first', async () => {
    const { me: asked, mail } = await bench.asking();
    await follow('POST', 'stop', tokenIn(mail, 'stop'));

    expect(await bench.state(asked)).toBe('stopped');
  });

  test('an address that looks too often waits', async () => {
    for (let count = 0; count < 60; count++) await follow('GET', 'stop', '');

    expect((await follow('POST', 'stop', '')).status).toBe(429);
  });
});

describe('changing', () => {
  test('who has agreed stays so when only the name or the language changes, and the old link still stops', async () => {
    const { me: agreed, mail } = await bench.agreed();
    const changed = await agreed
      .put(path)
      .send(aCaregiver({ name: null, language: 'en' }))
      .expect(200);

    expect(changed.body).toMatchObject({ name: null, language: 'en', state: 'active' });
    expect(await post.deliver()).toEqual([]);
    await follow('POST', 'stop', tokenIn(mail, 'stop'));
    expect(await bench.state(agreed)).toBe('stopped');
  });

  test('another address is asked anew, and the links of the one before are void', async () => {
    const { me: agreed, mail } = await bench.agreed();
    await agreed
      .put(path)
      .send(aCaregiver({ email: 'other@example.com' }))
      .expect(200);

    expect(await bench.state(agreed)).toBe('asked');
    expect((await post.deliver()).map(({ to }) => to)).toEqual(['other@example.com']);
    for (const page of ['accept', 'stop'] as const) {
      expect((await follow('POST', page, tokenIn(mail, page))).status).toBe(410);
    }
  });
});
