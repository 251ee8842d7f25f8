import { newUuid, uuidToBinary } from '@soomcare/database';
import { describe, expect, test } from 'vitest';

import { useTestIdentity } from '../testing/test-identity.ts';
import { createRefreshTokens } from './refresh-token.ts';
import { tokensView } from './session.schemas.ts';

const world = useTestIdentity();

const tryRefresh = (refreshToken: string) =>
  world.api.anyone().post('/v1/auth/tokens').send({ refreshToken });
const sessionRow = async (id: string) => {
  const [row] = await world
    .database()
    .rows<{ counter: number; reason: string | null }>(
      'SELECT refresh_counter AS counter, end_reason AS reason FROM sessions WHERE id = ?',
      [uuidToBinary(id)],
    );
  return row;
};

describe('a refresh', () => {
  test('gives a new access token and a new refresh token of the same session', async () => {
    const { tokens } = await world.aMember();
    world.clock.advance({ minutes: 9 });
    const next = await world.refresh(tokens.refreshToken);

    expect(next.sessionId).toBe(tokens.sessionId);
    expect(next.refreshToken).not.toBe(tokens.refreshToken);
    world.clock.advance({ minutes: 9 });
    expect(await world.identity.verifyAccessToken(tokens.accessToken)).toBeNull();
    expect(await world.identity.verifyAccessToken(next.accessToken)).toMatchObject({
      sessionId: tokens.sessionId,
    });
  });

  test('does not make the log-in any younger', async () => {
    const { tokens, actor } = await world.aMember();
    world.clock.advance({ minutes: 20 });
    const next = await world.refresh(tokens.refreshToken);

    expect((await world.actorOf(next.accessToken)).authenticatedAt).toEqual(actor.authenticatedAt);
  });

  test('goes on from token to token, and shows in the list as last seen', async () => {
    const { tokens, actor } = await world.aMember();
    let { refreshToken } = tokens;
    for (let round = 0; round < 5; round += 1) {
      world.clock.advance({ hours: 1 });
      ({ refreshToken } = await world.refresh(refreshToken));
    }

    const list = await world.api
      .as({ ...actor, authenticatedAt: world.clock.now() })
      .get('/v1/auth/sessions')
      .expect(200);
    expect(list.body).toMatchObject({ items: [{ lastSeenAt: world.clock.now().toISOString() }] });
    expect(await sessionRow(tokens.sessionId)).toEqual({ counter: 5, reason: null });
  });

  test('ends with the session after 30 days, however often it was refreshed', async () => {
    const { tokens } = await world.aMember();
    world.clock.advance({ days: 29 });
    const { refreshToken, accessToken } = await world.refresh(tokens.refreshToken);
    world.clock.advance({ days: 1, milliseconds: -1 });
    const last = await world.refresh(refreshToken);
    world.clock.advance({ milliseconds: 1 });

    await tryRefresh(last.refreshToken).expect(401);
    expect(await world.identity.verifyAccessToken(last.accessToken)).toBeNull();
    expect(await world.identity.verifyAccessToken(accessToken)).toBeNull();
  });

  test('is stored as a hash: the database holds no token that works', async () => {
    const { tokens } = await world.aMember();
    const next = await world.refresh(tokens.refreshToken);
    const rows = await world.database().rows('SELECT * FROM sessions');
    const everything = Buffer.concat(
      rows.flatMap((row) => Object.values(row as object).filter((value) => Buffer.isBuffer(value))),
    );

    for (const token of [tokens.refreshToken, next.refreshToken]) {
      expect(everything.includes(token)).toBe(false);
      expect(everything.includes(Buffer.from(token, 'base64url'))).toBe(false);
    }
  });
});

describe('the same token again', () => {
  test('the immediate parent within ten seconds gets the same successor', async () => {
    const { tokens } = await world.aMember();
    const first = await world.refresh(tokens.refreshToken);
    world.clock.advance({ seconds: 10 });
    const second = await world.refresh(tokens.refreshToken);

    expect(second.refreshToken).toBe(first.refreshToken);
    expect(second.sessionId).toBe(first.sessionId);
    await world.refresh(second.refreshToken);
  });

  test('twenty times at once gives one successor', async () => {
    const { tokens } = await world.aMember();
    const answers = await Promise.all(Array.from({ length: 20 }, () => world.refresh(tokens.refreshToken)));

    expect(new Set(answers.map(({ refreshToken }) => refreshToken)).size).toBe(1);
    expect(await sessionRow(tokens.sessionId)).toEqual({ counter: 1, reason: null });
  });

  test('after more than ten seconds ends the session, its access tokens and its successor, and says so by mail', async () => {
    const { tokens, email } = await world.aMember();
    const next = await world.refresh(tokens.refreshToken);
    await world.actorOf(next.accessToken);
    world.clock.advance({ seconds: 10, milliseconds: 1 });

    const answer = await tryRefresh(tokens.refreshToken).expect(401);
    expect(answer.body).toMatchObject({ code: 'REFRESH_REFUSED' });
    expect(await sessionRow(tokens.sessionId)).toMatchObject({ reason: 'reused' });
    expect(await world.identity.verifyAccessToken(next.accessToken)).toBeNull();
    await tryRefresh(next.refreshToken).expect(401);
    expect((await world.mailTo(email)).subject).toContain('보안 알림');
    expect(world.mailer.sent).toHaveLength(1);
  });

  test('a grandparent ends the session even within ten seconds', async () => {
    const { tokens } = await world.aMember();
    const next = await world.refresh(tokens.refreshToken);
    await world.refresh(next.refreshToken);

    await tryRefresh(tokens.refreshToken).expect(401);
    expect(await sessionRow(tokens.sessionId)).toMatchObject({ reason: 'reused' });
  });

  test('ends no other session of the member', async () => {
    const { tokens, email } = await world.aMember();
    const other = await world.logIn(email);
    const next = await world.refresh(tokens.refreshToken);
    await world.refresh(next.refreshToken);
    await tryRefresh(tokens.refreshToken).expect(401);

    await world.refresh(other.refreshToken);
  });
});

describe('a token that is none of ours', () => {
  test('is refused without any effect, even when it names a living session', async () => {
    const { tokens } = await world.aMember();
    const forger = createRefreshTokens({ key: Buffer.alloc(32, 7) });
    const forged = forger.make({ sessionId: tokens.sessionId, counter: 0 });

    const answer = await tryRefresh(forged).expect(401);
    expect(answer.body).toMatchObject({ code: 'REFRESH_REFUSED' });
    expect(await sessionRow(tokens.sessionId)).toEqual({ counter: 0, reason: null });
    expect(await world.countRows('outbox_messages')).toBe(0);
    await world.refresh(tokens.refreshToken);
  });

  test.each(['x', 'x'.repeat(91), 'x'.repeat(500)])('%s is refused', async (token) => {
    await tryRefresh(token).expect(401);
  });

  test('but genuine, of a session that is not there, is refused', async () => {
    const ours = createRefreshTokens({ key: world.secrets.indexKey });

    await tryRefresh(ours.make({ sessionId: newUuid(), counter: 0 })).expect(401);
  });

  test('but genuine and never handed out does not end the session', async () => {
    const { tokens } = await world.aMember();
    const ours = createRefreshTokens({ key: world.secrets.indexKey });

    await tryRefresh(ours.make({ sessionId: tokens.sessionId, counter: 0 })).expect(401);
    await tryRefresh(ours.make({ sessionId: tokens.sessionId, counter: 9 })).expect(401);
    expect(tokensView.parse(await world.refresh(tokens.refreshToken)).sessionId).toBe(tokens.sessionId);
  });
});
