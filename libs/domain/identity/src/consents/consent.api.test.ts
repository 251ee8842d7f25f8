import { describe, expect, test } from 'vitest';

import { useTestIdentity } from '../testing/test-identity.ts';
import { consentTextsView, consentsView } from './consent.schemas.ts';
import { consentTexts, consentTypes, textHashOf } from './consent-texts.ts';

const world = useTestIdentity();
type Actor = Parameters<typeof world.api.as>[0];

const set = (actor: Actor, type: string, granted: boolean, version = '1') =>
  world.api.as(actor).put(`/v1/me/consents/${type}`).send({ granted, version });
const read = async (actor: Actor) =>
  consentsView.parse((await world.api.as(actor).get('/v1/me/consents').expect(200)).body);

describe('the consent texts', () => {
  test('are public, one for each type, in both languages and with their hash', async () => {
    const answer = await world.api.anyone().get('/v1/consent-texts').expect(200);
    const { items } = consentTextsView.parse(answer.body);

    expect(items.map(({ type }) => type)).toEqual(consentTypes);
    expect(items.filter(({ required }) => required).map(({ type }) => type)).toEqual(['service']);
    for (const { sha256 } of items) expect(sha256).toMatch(/^[0-9a-f]{64}$/);
    await world.api
      .anyone()
      .get('/v1/consent-texts')
      .set('If-None-Match', answer.headers['etag'] ?? '')
      .expect(304);
  });

  test('have a hash that a change of one letter changes', () => {
    const [text] = consentTexts;
    if (!text) throw new Error('there are texts');
    const changed = { ...text, ko: { ...text.ko, body: `${text.ko.body}.` } };

    expect(textHashOf(changed).equals(textHashOf(text))).toBe(false);
  });

  test('that were released are not changed without a new version', () => {
    const hashes = consentTexts.map(
      (text) => `${text.type} ${text.version} ${textHashOf(text).toString('hex').slice(0, 16)}`,
    );

    expect(hashes).toMatchInlineSnapshot(`
      [
        "service 1 8735c85f12476730",
        "health-data 1 8004cea98662ba85",
        "marketing 1 7e8b880a4f570864",
        "night-push 1 3d063bed3ac371bc",
        "community-exposure 1 46d825aed52c4dfe",
      ]
    `);
  });
});

describe('a consent', () => {
  test('can be given and taken back, and the ledger keeps both', async () => {
    const { actor } = await world.aMember({ consents: ['service'] });
    world.clock.advance({ minutes: 1 });
    const given = await set(actor, 'marketing', true).expect(200);
    expect(given.body).toEqual({
      type: 'marketing',
      granted: true,
      version: '1',
      changedAt: '2026-11-21T03:01:00.000Z',
    });
    world.clock.advance({ minutes: 1 });
    await set(actor, 'marketing', false).expect(200);

    const { current, history } = await read(actor);
    expect(current.filter(({ granted }) => granted).map(({ type }) => type)).toEqual(['service']);
    expect(current.find(({ type }) => type === 'night-push')).toMatchObject({
      granted: false,
      version: null,
    });
    expect(history.map(({ type, granted }) => [type, granted])).toEqual([
      ['marketing', false],
      ['marketing', true],
      ['service', true],
    ]);
  });

  test('shows in the session that is under way', async () => {
    const { actor, tokens } = await world.aMember({ consents: ['service', 'health-data'] });
    await set(actor, 'health-data', false).expect(200);
    expect((await world.actorOf(tokens.accessToken)).consents).toEqual(['service']);

    await set(actor, 'health-data', true).expect(200);
    expect((await world.actorOf(tokens.accessToken)).consents).toEqual(['health-data', 'service']);
  });

  test('said twice is one entry, and five times at once too', async () => {
    const { actor } = await world.aMember({ consents: ['service'] });
    await Promise.all(Array.from({ length: 5 }, () => set(actor, 'marketing', true).expect(200)));

    expect((await read(actor)).history).toHaveLength(2);
  });

  test('for the service ends with the account only', async () => {
    const { actor } = await world.aMember();
    const answer = await set(actor, 'service', false).expect(422);

    expect(answer.body).toMatchObject({ code: 'SERVICE_CONSENT_STAYS' });
    await set(actor, 'service', true).expect(200);
  });

  test('to a text that we do not have is refused', async () => {
    const { actor } = await world.aMember();
    const answer = await set(actor, 'marketing', true, '2').expect(422);

    expect(answer.body).toMatchObject({ code: 'CONSENT_VERSION_UNKNOWN' });
  });

  test('of an unknown type is a bad request', async () => {
    const { actor } = await world.aMember();
    await set(actor, 'everything', true).expect(400);
  });

  test('is mine alone', async () => {
    const { actor } = await world.aMember({ consents: ['service'] });
    const stranger = await world.aMember({ consents: ['service'] });
    await set(actor, 'marketing', true).expect(200);

    expect((await read(stranger.actor)).history).toHaveLength(1);
  });
});
