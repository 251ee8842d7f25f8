import { randomBytes, randomUUID } from 'node:crypto';

import { createFieldCipher, createMemberCiphers, uuidToBinary } from '@soomcare/database';
import { createRateLimiter, type HttpServer, serve } from '@soomcare/http';
import { createFakeMailer } from '@soomcare/mail';
import { createLogger, createMetrics } from '@soomcare/observability';
import {
  type ApiClient,
  createApiClient,
  createFakeClock,
  useTestCache,
  useTestDatabase,
} from '@soomcare/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { createApi } from '../src/compose.ts';
import { type Contexts, createContexts } from '../src/contexts.ts';
import { tables } from '../src/tables.ts';
import { allColumns, fillEveryTable, isUsed, namesMember, placesOf } from './every-table.ts';
import { PASSWORD } from './harness.ts';

const database = useTestDatabase({ entities: tables });
const cache = useTestCache();
const clock = createFakeClock('2026-11-21T00:00:00.000Z');
const fieldKeys = [{ id: 1, key: randomBytes(32) }];
let server: HttpServer;
let client: ApiClient;
let contexts: Contexts;

beforeAll(async () => {
  const config = {
    api: { port: 0, publicUrl: 'https://app.soomcare.example', corsOrigins: [], trustProxyHops: 0 },
    secrets: {
      accessTokenKeys: [{ id: 'k1', key: randomBytes(32) }],
      fieldKeys,
      indexKey: randomBytes(32),
      passwordPepper: randomBytes(32),
    },
    files: { folder: '.local/files' },
    rateLimitFactor: 1_000,
  };
  const logger = createLogger({ level: 'silent', name: 'test' });
  const parts = { database: database(), cache: cache(), mailer: createFakeMailer(), logger, now: clock.now };
  const api = createApi({ config, ...parts, metrics: createMetrics(), document: null });
  const rateLimiter = createRateLimiter({ cache: cache(), factor: config.rateLimitFactor });
  contexts = createContexts({ config, ...parts, rateLimiter });
  server = await serve({ listener: api.listener, port: 0, logger, onDrain: api.drain, drainMs: 0 });
  client = createApiClient(`http://127.0.0.1:${server.port}`, api.groups);
});
afterAll(async () => {
  client.saveCaptures();
  await server.stop();
});

/** The row's id as each seal knows it, in SQL; without one the table's `id`. */
const rowIds: Readonly<Record<string, string>> = {
  caregivers: 'BIN_TO_UUID(t.member_id)',
  devices: "CONCAT(BIN_TO_UUID(t.member_id), ':', BIN_TO_UUID(t.id))",
  export_chunks: "CONCAT(BIN_TO_UUID(t.export_id), '/', t.position)",
  family_links: "CONCAT(BIN_TO_UUID(t.member_id), ':', t.purpose)",
};

/** Sealed columns of tables that name a member, but not sealed for the member. */
const notTheMembers = new Set([
  'member_keys.sealed_key',
  // Staff wrote it, and the audit log keeps it.
  'record_access_grants.sealed_reason',
  // By the refresh token itself.
  'sessions.sealed_successor',
]);

/** Only a provider's log-in fills it: provider-revocation.api.test.ts. */
const notFilledHere = new Set(['credentials.sealed_refresh_token']);

const sealedColumns = async () => {
  const columns = await database().rows<{ tableName: string; name: string }>(
    `SELECT c.table_name AS tableName, c.column_name AS name FROM information_schema.columns c
      WHERE c.table_schema = DATABASE() AND c.column_name LIKE 'sealed\\_%'
        AND (c.table_name = 'members' OR c.table_name IN (
          SELECT o.table_name FROM information_schema.columns o
           WHERE o.table_schema = DATABASE() AND o.column_name = 'member_id'))
      ORDER BY c.table_name, c.column_name`,
  );
  return columns.filter(({ tableName, name }) => !notTheMembers.has(`${tableName}.${name}`));
};

interface Copy {
  readonly table: string;
  readonly column: string;
  readonly memberId: string;
  readonly rowId: string;
  readonly sealed: Buffer;
}

/** What a backup would hold of these members' sealed values. */
const copiesOf = async (memberIds: readonly string[]): Promise<Copy[]> => {
  const copies: Copy[] = [];
  for (const memberId of memberIds) {
    for (const { tableName: table, name: column } of await sealedColumns()) {
      const owner = table === 'members' ? 'id' : 'member_id';
      const rows = await database().rows<{ rowId: string; sealed: Buffer }>(
        `SELECT ${rowIds[table] ?? 'BIN_TO_UUID(t.id)'} AS rowId, t.${column} AS sealed
           FROM ${table} t WHERE t.${owner} = ? AND t.${column} IS NOT NULL`,
        [uuidToBinary(memberId)],
      );
      copies.push(...rows.map((row) => ({ table, column, memberId, ...row })));
    }
  }
  return copies;
};

const ring = createFieldCipher({ keys: fieldKeys });

/** By the keys that are there now, in a process that has seen none before. */
const opens = async ({ memberId, table, column, rowId, sealed }: Copy): Promise<boolean> => {
  const fresh = createMemberCiphers({ database: database(), ring, now: clock.now });
  const opener = await fresh.opener(memberId);
  try {
    return opener.open(sealed, { table, column, rowId }) !== '';
  } catch {
    return false;
  }
};

const aParent = async () => {
  const email = `${randomUUID()}@soomcare.example`;
  const id = await contexts.identity.createMember({
    ...{ email, password: PASSWORD, nickname: '민지', birthDate: '1990-04-12' },
    ...{ language: 'ko', timeZone: 'Asia/Seoul', consents: ['service', 'health-data'] },
    profile: {
      ...{ name: '김민지', phone: '+821012345678', doctor: { name: '이숨' } },
      emergencyContact: { name: '이정호', phone: '+821098765432' },
    },
  });
  const session = await client.anyone().post('/v1/auth/sessions').send({ email, password: PASSWORD });
  const me = client.bearer((session.body as { accessToken: string }).accessToken);

  const device = { name: 'iPhone', platform: 'ios', pushToken: randomUUID() };
  await me.put(`/v1/me/devices/${randomUUID()}`).send(device).expect(200);
  const caregiver = { name: '이정호', email, language: 'ko', sharesNickname: true };
  await me.put('/v1/me/caregiver').send(caregiver).expect(200);
  await me.post('/v1/reports').send({ from: '2026-11-01', to: '2026-11-20', language: 'ko' }).expect(201);
  await me.post('/v1/me/exports').expect(202);
  expect(await contexts.exports.makeNext()).toBe(true);

  const texts = await client.anyone().get('/v1/consent-texts').expect(200);
  const consents = (texts.body as { items: { type: string; version: string }[] }).items
    .filter(({ type }) => type === 'service')
    .map(({ type, version }) => ({ type, version }));
  const child = await me
    .post('/v1/me/children')
    .send({
      ...{ nickname: '하늘', birthDate: '2018-05-05', language: 'ko', timeZone: 'Asia/Seoul' },
      ...{ isLegalGuardian: true, consents },
    })
    .expect(201);
  const { id: childId } = child.body as { id: string };
  const other = `${randomUUID()}@soomcare.example`;
  await me.post(`/v1/me/children/${childId}/guardians`).send({ email: other }).expect(202);
  return { id, childId, me };
};

test('after a withdrawal no copy of a sealed value opens, of the member nor of their child', async () => {
  const [gone, stays] = [await aParent(), await aParent()];
  const backup = await copiesOf([gone.id, gone.childId]);
  const others = await copiesOf([stays.id, stays.childId]);

  const places = new Set(backup.map(({ table, column }) => `${table}.${column}`));
  const all = (await sealedColumns()).map(({ tableName, name }) => `${tableName}.${name}`);
  expect(all.filter((place) => !places.has(place))).toEqual([...notFilledHere]);
  for (const copy of backup) expect(await opens(copy), `${copy.table}.${copy.column} before`).toBe(true);

  await gone.me.delete('/v1/me').expect(204);

  for (const copy of backup) expect(await opens(copy), `${copy.table}.${copy.column} after`).toBe(false);
  for (const copy of others) expect(await opens(copy), `${copy.table}.${copy.column} of others`).toBe(true);
});

test('nothing of a member opens with the ring alone', async () => {
  const { id, childId } = await aParent();

  for (const { table, column, rowId, sealed } of await copiesOf([id, childId])) {
    expect(() => ring.open(sealed, { table, column, rowId }), `${table}.${column}`).toThrow('no key 0');
  }
});

/** Every row that names the member, but for their key: that is never in the same backup. */
const rowsOf = async (memberId: string) => {
  const columns = Map.groupBy(await allColumns(database()), ({ tableName }) => tableName);
  columns.delete('member_keys');
  const copies: { sql: string; values: unknown[] }[] = [];
  for (const [tableName, all] of columns) {
    const names = all.filter(({ isGenerated }) => !isGenerated).map(({ name }) => `\`${name}\``);
    const named = all.filter(namesMember).map(({ name }) => `t.${name} = ?`);
    if (named.length === 0 || !isUsed(tableName)) continue;

    const rows = await database().rows<Record<string, unknown>>(
      `SELECT ${names.join(', ')} FROM ${tableName} t WHERE ${named.join(' OR ')}`,
      named.map(() => uuidToBinary(memberId)),
    );
    // What the withdrawal keeps is there still.
    const sql = `INSERT IGNORE INTO ${tableName} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`;
    copies.push(...rows.map((row) => ({ sql, values: Object.values(row) })));
  }
  return copies;
};

test('who is back with a restored backup is erased again in every context, and so is their child', async () => {
  const { id, childId, me } = await aParent();
  await fillEveryTable(database(), id);
  const backup = [...(await rowsOf(id)), ...(await rowsOf(childId))];
  await me.delete('/v1/me').expect(204);
  const kept = await placesOf(database(), id);
  for (const { sql, values } of backup) await database().run(sql, values);
  expect((await placesOf(database(), id)).length).toBeGreaterThan(kept.length + 30);

  expect(await contexts.identity.eraseRestored()).toBe(2);

  expect(await placesOf(database(), id)).toEqual(kept);
  expect(await placesOf(database(), childId)).toEqual([]);
});
