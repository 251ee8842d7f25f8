import { spawn } from 'node:child_process';
import { resolve } from 'node:path';

import { totpCodeAt } from '@soomcare/identity';
import { expect, test } from 'vitest';

import { useBackoffice } from './harness.ts';

const api = useBackoffice();
/** The program starts cold, on a machine that may be busy. */
const PATIENTLY = { timeout: 60_000 };
const program = resolve(import.meta.dirname, '../src/create-staff.ts');

/** As an operator runs it, on the database and with the keys of the server. */
const createStaff = (...args: string[]) =>
  new Promise<{ code: number | null; output: string }>((done, fail) => {
    const child = spawn(process.execPath, [program, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...api.environment(), PATH: process.env['PATH'] },
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
    }
    child.once('error', fail);
    child.once('close', (code) => done({ code, output }));
  });

const shown = (output: string, what: string) =>
  new RegExp(`^${what}:\\s+(\\S+)$`, 'm').exec(output)?.[1] ?? '';

const email = 'first@soomcare.example';

test(
  'the first administrator is made from the command line and logs in with what it says',
  PATIENTLY,
  async () => {
    const { code, output } = await createStaff(email, 'admin', '관리자', '정하늘');
    expect(code).toBe(0);

    const body = { email, password: shown(output, 'password') };
    const proved = await api.anyone().post('/v1/auth/sessions').send(body).expect(200);
    const { challenge } = proved.body as { challenge: string };
    const totp = totpCodeAt(shown(output, 'authenticator app'), api.clock.now());
    const confirmed = { challenge, code: totp };
    const begun = await api.anyone().post('/v1/auth/sessions/totp').send(confirmed).expect(201);
    expect(begun.body).toMatchObject({ staff: { name: '관리자 정하늘', role: 'admin' } });
  },
);

test('a second account for one address is refused in a sentence', PATIENTLY, async () => {
  await api.anAccount('care', '간호사', email.replace('first', 'second'));
  const refused = await createStaff(email.replace('first', 'second'), 'admin', '정하늘');
  expect(refused.code).toBe(1);
  expect(refused.output).toMatch(/^no account was made: somebody of the staff has this address already\n/);
});

test.each([
  ['no address', { email: 'third', role: 'admin', name: '정하늘' }],
  ['no such role', { email: 'third@soomcare.example', role: 'king', name: '정하늘' }],
  ['no name', { email: 'third@soomcare.example', role: 'admin', name: ' ' }],
])('%s makes nobody', async (_what, person) => {
  const { setUp } = api.contexts().staff;
  await expect(setUp.createByHand(person)).rejects.toThrow('give an e-mail address, a role (admin, ');
  expect(await setUp.exists('third@soomcare.example')).toBe(false);
});
