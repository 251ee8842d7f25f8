import { type Transaction, uuidToBinary } from '@soomcare/database';
import { describe, expect, test } from 'vitest';

import { aSignUp, useTestIdentity } from '../testing/test-identity.ts';

const erased: string[] = [];
let failing = false;
const world = useTestIdentity({
  erasers: [
    async (memberId: string, tx: Transaction) => {
      if (failing) throw new Error('the other context could not erase');
      erased.push(memberId);
      await tx.query('SELECT 1');
    },
  ],
});

/** Everything that names the member, in every table of the database. */
const rowsLeft = async (memberId: string): Promise<string[]> => {
  const columns = await world.database().rows<{ tableName: string; columnName: string }>(
    `SELECT table_name AS tableName, column_name AS columnName FROM information_schema.columns
     WHERE table_schema = DATABASE() AND (column_name = 'member_id' OR (table_name = 'members' AND column_name = 'id'))`,
  );
  expect(columns.length).toBeGreaterThan(5);
  const left: string[] = [];
  for (const { tableName, columnName } of columns) {
    const sql = `SELECT COUNT(*) AS total FROM ${tableName} WHERE ${columnName} = ?`;
    const [row] = await world.database().rows<{ total: number }>(sql, [uuidToBinary(memberId)]);
    if (row?.total !== 0) left.push(tableName);
  }
  return left.sort();
};

const aFullMember = async () => {
  const member = await world.aMember({ email: 'minji@example.com' });
  const device = { name: 'iPhone', platform: 'ios', pushToken: 'push-token' };
  await world.api.as(member.actor).put(`/v1/me/devices/${crypto.randomUUID()}`).send(device).expect(200);
  await world.api.anyone().post('/v1/auth/password-resets').send({ email: member.email }).expect(202);
  await world.api.anyone().post('/v1/auth/sign-ups').send(aSignUp()).expect(202);
  return member;
};

describe('a withdrawal', () => {
  test('erases every row of the member in every table, and nobody else’s', async () => {
    const { actor, id } = await aFullMember();
    const stranger = await world.aMember();
    expect(await rowsLeft(id)).toEqual([
      'consents',
      'credentials',
      'devices',
      'member_keys',
      'members',
      'outbox_messages',
      'password_resets',
      'sessions',
    ]);
    await world.api.as(actor).delete('/v1/me').expect(204);

    expect(await rowsLeft(id)).toEqual([]);
    expect(await world.countRows('sign_ups')).toBe(0);
    expect(await rowsLeft(stranger.id)).toEqual([
      'consents',
      'credentials',
      'member_keys',
      'members',
      'sessions',
    ]);
    await world.api.as(stranger.actor).get('/v1/me').expect(200);
  });

  test('ends every session at once', async () => {
    const { actor, tokens } = await aFullMember();
    await world.api.as(actor).delete('/v1/me').expect(204);

    expect(await world.identity.verifyAccessToken(tokens.accessToken)).toBeNull();
    await world.api.anyone().post('/v1/auth/tokens').send({ refreshToken: tokens.refreshToken }).expect(401);
  });

  test('says goodbye by mail and sends nothing that was waiting', async () => {
    const { actor, email } = await aFullMember();
    await world.api.as(actor).delete('/v1/me').expect(204);
    await world.deliver();

    expect(world.mailer.sent.map(({ to, subject }) => [to, subject])).toEqual([
      [email, '숨케어 탈퇴가 끝났습니다'],
    ]);
  });

  test('leaves a receipt that tells what was erased but not of whom, completed by the second look', async () => {
    const { actor, id, email } = await aFullMember();
    await world.api.as(actor).delete('/v1/me').expect(204);
    const read = () =>
      world
        .database()
        .rows<{ erased_rows: string; completed_at: string | null }>('SELECT * FROM withdrawal_receipts');
    const [receipt] = await read();
    const erased = JSON.parse(receipt?.erased_rows ?? '{}') as Record<string, number>;
    expect(erased).toEqual({
      ...{ consents: 5, credentials: 1, devices: 1, member_keys: 1, members: 1 },
      ...{ outbox_messages: 2, password_resets: 1, sessions: 1 },
    });
    expect(receipt?.completed_at).toBeNull();

    // A request that had been let in before writes after it.
    const late = { id: uuidToBinary(crypto.randomUUID()), memberId: uuidToBinary(id) };
    await world.database().run(
      `INSERT INTO devices (member_id, id, name, platform, created_at, updated_at)
       VALUES (?, ?, 'late', 'ios', NOW(3), NOW(3))`,
      [late.memberId, late.id],
    );
    await world.database().run('UPDATE outbox_messages SET available_at = NOW(3)');
    const { text } = await world.mailTo(email);
    expect(text).toContain('- consents: 5\n');
    expect(await rowsLeft(id)).toEqual([]);

    const [completed] = await read();
    expect(JSON.parse(completed?.erased_rows ?? '{}')).toEqual({ ...erased, devices: 2 });
    expect(completed?.completed_at).not.toBeNull();
    expect(JSON.stringify(completed)).not.toContain(id);
  });

  test('asks the other contexts, and again a little later for what was still under way', async () => {
    erased.length = 0;
    const { actor, id } = await aFullMember();
    await world.api.as(actor).delete('/v1/me').expect(204);
    expect(erased).toEqual([id]);

    const [row] = await world
      .database()
      .rows<{ total: number }>(
        "SELECT COUNT(*) AS total FROM outbox_messages WHERE topic = 'identity.erase-again' AND available_at > NOW(3)",
      );
    expect(row?.total).toBe(1);
    await world.database().run('UPDATE outbox_messages SET available_at = NOW(3)');
    await world.deliver();
    expect(erased).toEqual([id, id]);
    expect(await world.countRows('outbox_messages')).toBe(0);
  });

  test('erases nothing when another context fails', async () => {
    const { actor, id, tokens } = await aFullMember();
    failing = true;
    try {
      // The answer is a 500, which no contract promises: the client of the tests rejects.
      await expect(async () => world.api.as(actor).delete('/v1/me')).rejects.toThrow('500');
    } finally {
      failing = false;
    }

    expect(await rowsLeft(id)).toContain('members');
    expect(await world.identity.verifyAccessToken(tokens.accessToken)).not.toBeNull();
  });

  test('frees the address: the same person can sign up anew and is another member', async () => {
    const { actor, id, email } = await aFullMember();
    await world.api.as(actor).delete('/v1/me').expect(204);
    await world.api.anyone().post('/v1/auth/sign-ups').send(aSignUp()).expect(202);
    const token = /token=([\w-]+)/.exec((await world.mailTo(email)).text)?.[1];
    await world.api.anyone().post('/v1/auth/sign-ups/confirm').send({ token }).expect(201);

    const again = await world.logIn(email);
    expect((await world.actorOf(again.accessToken)).id).not.toBe(id);
  });

  test('needs a log-in of the last fifteen minutes', async () => {
    const { actor, id, email } = await world.aMember();
    world.clock.advance({ minutes: 15, seconds: 1 });
    const answer = await world.api.as(actor).delete('/v1/me').expect(403);

    expect(answer.body).toMatchObject({ code: 'RECENT_LOG_IN_REQUIRED' });
    expect(await rowsLeft(id)).toContain('members');
    const fresh = await world.logIn(email);
    await world.api
      .as(await world.actorOf(fresh.accessToken))
      .delete('/v1/me')
      .expect(204);
  });

  test('makes a request that comes too late a request without a log-in', async () => {
    const { actor } = await world.aMember();
    await world.api.as(actor).delete('/v1/me').expect(204);

    await world.api.as(actor).get('/v1/me').expect(401);
    await world.api.as(actor).delete('/v1/me').expect(401);
    const device = { name: 'iPhone', platform: 'ios' };
    await world.api.as(actor).put(`/v1/me/devices/${crypto.randomUUID()}`).send(device).expect(401);
    await world.api
      .as(actor)
      .put('/v1/me/consents/marketing')
      .send({ granted: true, version: '1' })
      .expect(401);
    expect(await rowsLeft(actor.id)).toEqual([]);
  });
});
