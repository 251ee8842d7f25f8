import { createHttpApp, type HttpServer, serve } from '@soomcare/http';
import { createLogger, createMetrics } from '@soomcare/observability';
import supertest from 'supertest';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { tokensView } from '../sessions/session.schemas.ts';
import { useTestIdentity } from '../testing/test-identity.ts';
import { CLIENT_ID, useLyingProvider } from './testing/lying-provider.ts';
import { REDIRECT_URL, socialFlow } from './testing/social-flow.ts';

const ADMIN_KEY = 'the admin key of the app';
const PATH = '/v1/webhooks/kakao/unlink';

const liar = useLyingProvider();
const world = useTestIdentity({
  social: () => ({
    redirectUrl: REDIRECT_URL,
    allowLoopback: true,
    providers: { kakao: liar.settings(), google: liar.settings() },
    kakaoAdminKey: ADMIN_KEY,
  }),
});
const switchedOff = useTestIdentity();
const flow = socialFlow(world);
const logger = createLogger({ level: 'silent', name: 'test' });

/** The webhooks stand outside of the contracts: a server of their own, as an app mounts them. */
const useWebhooks = (of: () => ReturnType<typeof useTestIdentity>) => {
  let server: HttpServer;
  beforeAll(async () => {
    const listener = createHttpApp({
      logger,
      metrics: createMetrics(),
      corsOrigins: [],
      trustProxyHops: 0,
      routers: [{ prefix: '/v1', router: of().identity.webhooks }],
    });
    server = await serve({ listener, port: 0, logger, onDrain: () => undefined, drainMs: 0 });
  });
  afterAll(() => server.stop());
  return () => supertest(`http://127.0.0.1:${server.port}`);
};
const kakao = useWebhooks(() => world);
const kakaoWhileOff = useWebhooks(() => switchedOff);

const fieldsOf = (userId: string) => ({
  app_id: '123456',
  user_id: userId,
  referrer_type: 'UNLINK_FROM_APPS',
  something_new: 'Kakao may add fields',
});
const tell = (userId: string, key = `KakaoAK ${ADMIN_KEY}`) =>
  kakao().post(PATH).set('Authorization', key).type('form').send(fieldsOf(userId));

const logIn = async (subject: string, provider: 'kakao' | 'google' = 'kakao') => {
  const attempt = await flow.begin(provider);
  const seconds = Math.floor(world.clock.now().getTime() / 1000);
  const claims = { iss: liar.url, aud: CLIENT_ID, sub: subject, iat: seconds, exp: seconds + 300 };
  liar.on('/token', async () => ({
    body: {
      access_token: 'opaque',
      token_type: 'bearer',
      id_token: await liar.sign({ ...claims, nonce: attempt.nonce }),
    },
  }));
  return { attempt, answer: await flow.finish(attempt) };
};

const aKakaoMember = async (subject: string) => {
  const { attempt } = await logIn(subject);
  const answer = await flow.signUp(attempt).expect(201);
  const tokens = tokensView.parse(answer.body);
  return { tokens, actor: await world.actorOf(tokens.accessToken) };
};

const withdrawDue = async () => {
  const job = world.identity.housekeeping.find(({ name }) => name === 'identity.unlinked-members');
  return job?.run();
};

beforeEach(() => liar.received.splice(0));

describe('the webhook', () => {
  test('answers 200 for a member and for nobody alike, by POST and by GET, within three seconds', async () => {
    await aKakaoMember('1001');
    const startedAt = performance.now();
    for (const userId of ['1001', '9999', '', 'x'.repeat(300)]) {
      const posted = await tell(userId).expect(200);
      const got = await kakao()
        .get(PATH)
        .set('Authorization', `KakaoAK ${ADMIN_KEY}`)
        .query(fieldsOf(userId))
        .expect(200);
      expect([posted.text, got.text]).toEqual(['', '']);
    }
    expect(performance.now() - startedAt).toBeLessThan(3_000);
    await world.deliver();

    expect(await world.countRows('outbox_messages')).toBe(0);
  });

  test.each([
    ['no key', undefined],
    ['another key', 'KakaoAK another'],
    ['the key without its scheme', ADMIN_KEY],
    ['the key in another scheme', `Bearer ${ADMIN_KEY}`],
    ['the key and more', `KakaoAK ${ADMIN_KEY}x`],
    ['an empty key', 'KakaoAK '],
  ])('believes nobody with %s', async (_name, key) => {
    const { tokens } = await aKakaoMember('1001');
    const request = kakao().post(PATH).type('form').send(fieldsOf('1001'));
    if (key !== undefined) request.set('Authorization', key);
    const answer = await request.expect(401);
    await world.deliver();

    expect(answer.body).toMatchObject({ code: 'UNLINK_REFUSED' });
    expect(answer.headers['www-authenticate']).toBe('KakaoAK');
    expect(await world.identity.verifyAccessToken(tokens.accessToken)).not.toBeNull();
  });

  test('is not there while Kakao is off', async () => {
    const request = kakaoWhileOff().post(PATH).set('Authorization', `KakaoAK ${ADMIN_KEY}`);
    const answer = await request.type('form').send(fieldsOf('1001')).expect(404);

    expect(answer.body).toMatchObject({ code: 'NOT_FOUND' });
  });

  test('a body that is too large is refused', async () => {
    await tell('1'.repeat(5_000)).expect(413);
  });
});

describe('a cut link', () => {
  test('ends every session', async () => {
    const { tokens } = await aKakaoMember('1001');
    await tell('1001').expect(200);
    await world.deliver();

    expect(await world.identity.verifyAccessToken(tokens.accessToken)).toBeNull();
    await world.api.anyone().post('/v1/auth/tokens').send({ refreshToken: tokens.refreshToken }).expect(401);
  });

  test('goes at once where there is another way in', async () => {
    const { actor } = await aKakaoMember('1001');
    await world
      .database()
      .run("UPDATE credentials SET provider = 'google', subject = 'g' WHERE provider = 'kakao'");
    const attempt = (await logIn('1001')).attempt;
    await flow.signUp(attempt).expect(201);
    await world
      .database()
      .run("UPDATE credentials SET member_id = UNHEX(?) WHERE provider = 'kakao'", [
        actor.id.replaceAll('-', ''),
      ]);
    await tell('1001').expect(200);
    await world.deliver();

    expect(await world.countRows("credentials WHERE provider = 'kakao'")).toBe(0);
    expect((await logIn('g', 'google')).answer.status).toBe(201);
    world.clock.advance({ days: 31 });
    expect(await withdrawDue()).toBe(0);
  });

  test('of the only way in keeps everything for thirty days and then erases the member', async () => {
    await aKakaoMember('1001');
    await aKakaoMember('1002');
    await tell('1001').expect(200);
    await world.deliver();
    world.clock.advance({ days: 30, seconds: -1 });
    expect(await withdrawDue()).toBe(0);
    expect(await world.countRows('members')).toBe(2);

    world.clock.advance({ seconds: 1 });
    expect(await withdrawDue()).toBe(1);
    expect(await withdrawDue()).toBe(0);
    expect(await world.countRows('members')).toBe(1);
    expect(await world.countRows("credentials WHERE subject = '1001'")).toBe(0);
    expect((await logIn('1002')).answer.status).toBe(201);
  });

  test('is whole again for who comes back by Kakao in that time', async () => {
    const { actor } = await aKakaoMember('1001');
    await tell('1001').expect(200);
    await world.deliver();
    world.clock.advance({ days: 29 });
    const { answer } = await logIn('1001');
    expect((await world.actorOf(tokensView.parse(answer.body).accessToken)).id).toBe(actor.id);

    world.clock.advance({ days: 31 });
    expect(await withdrawDue()).toBe(0);
    expect(await world.countRows('members')).toBe(1);
  });

  test('that is told late does not touch who has come back since', async () => {
    await aKakaoMember('1001');
    world.clock.advance({ seconds: 10 });
    await tell('1001').expect(200);
    world.clock.advance({ seconds: 10 });
    const { answer } = await logIn('1001');
    await world.deliver();

    const { accessToken } = tokensView.parse(answer.body);
    expect(await world.identity.verifyAccessToken(accessToken)).not.toBeNull();
    expect(await world.countRows('credentials WHERE unlinked_at IS NOT NULL')).toBe(0);
  });

  test('that is told twice counts from the first time', async () => {
    await aKakaoMember('1001');
    await tell('1001').expect(200);
    await world.deliver();
    world.clock.advance({ days: 20 });
    await tell('1001').expect(200);
    await world.deliver();
    world.clock.advance({ days: 10 });

    expect(await withdrawDue()).toBe(1);
  });
});
