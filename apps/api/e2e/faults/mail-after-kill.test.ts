import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test, vi } from 'vitest';

import { type AppProcess } from './app-process.ts';
import { keepFigures } from './figures.ts';
import { type Answer, describe, send } from './http-call.ts';
import { inLanes } from './load.ts';
import { PASSWORD, usePrivateWorld } from './private-world.ts';

const SIGN_UPS = 24;
const DELIVERED_WITHIN_MS = 20_000;
const MINUTE = 60_000;

const world = usePrivateWorld();

interface ConsentText {
  readonly type: string;
  readonly version: string;
}

const aSignUp = (email: string, texts: readonly ConsentText[]) => ({
  method: 'POST' as const,
  path: '/v1/auth/sign-ups',
  body: {
    email,
    password: PASSWORD,
    nickname: '숨이',
    birthDate: '1990-05-05',
    language: 'en',
    timeZone: 'Asia/Seoul',
    consents: texts
      .filter(({ type }) => ['service', 'health-data'].includes(type))
      .map(({ type, version }) => ({ type, version })),
  },
});

const count = (table: 'sign_ups' | 'outbox_messages') =>
  world.withDatabase(async (database) => {
    const [row] = await database.rows<{ n: number }>(`SELECT COUNT(*) AS n FROM ${table}`);

    return row?.n ?? 0;
  });

/** Whole mails, and to whom. */
const mails = () => {
  const folder = world.mailbox();
  if (!existsSync(folder)) return [];

  return readdirSync(folder)
    .filter((name) => name.endsWith('.eml'))
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .map((text) => ({ to: /^To: (.+)\r$/m.exec(text)?.[1] ?? '', text }));
};

/** The token of a mailed link; quoted-printable breaks its line. */
const tokenIn = (text: string) =>
  /token=([\w-]{43})/.exec(text.replaceAll('=\r\n', '').replaceAll('=3D', '='))?.[1] ?? '';

test(
  'sign-ups that were committed before a kill -9 of the API are mailed once each by two workers, the others never',
  async () => {
    const api = await world.startApi();
    const texts = (await send(api.port, { path: '/v1/consent-texts' })).body['items'] as ConsentText[];
    const addresses = Array.from({ length: SIGN_UPS }, (_, index) => `newcomer-${index}@soomcare.example`);
    const answers: Answer[] = [];
    let killed: Promise<unknown> | undefined;
    await inLanes(addresses, 6, async (email) => {
      answers.push(await send(api.port, aSignUp(email, texts)));
      if (answers.length === SIGN_UPS / 3) killed = api.kill();
    });
    await killed;
    const welcomed = answers.filter(({ status }) => status === 202);
    const committed = await count('sign_ups');
    expect(welcomed.length).toBeLessThan(SIGN_UPS);
    expect(committed).toBeGreaterThanOrEqual(welcomed.length);
    expect(await count('outbox_messages')).toBe(committed);
    expect(mails()).toEqual([]);

    await Promise.all([world.startWorker(), world.startWorker()]);
    await vi.waitUntil(async () => (await count('outbox_messages')) === 0, {
      timeout: DELIVERED_WITHIN_MS,
      interval: 50,
    });
    const sent = mails();
    const recipients = sent.map(({ to }) => to);
    keepFigures('API killed amid sign-ups', {
      answered: welcomed.length,
      committed,
      mails: sent.length,
    });
    expect(sent).toHaveLength(committed);
    expect(new Set(recipients).size).toBe(committed);
    const answered = welcomed.map(({ call }) => (call.body as { email: string }).email);
    expect(recipients).toEqual(expect.arrayContaining(answered));

    const restarted: AppProcess = await world.startApi();
    const confirmed = await send(restarted.port, {
      method: 'POST',
      path: '/v1/auth/sign-ups/confirm',
      body: { token: tokenIn(sent[0]?.text ?? '') },
    });
    expect(confirmed.status, describe(confirmed)).toBe(201);
  },
  MINUTE,
);
