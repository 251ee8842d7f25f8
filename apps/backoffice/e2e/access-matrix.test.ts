import { randomUUID } from 'node:crypto';

import { type Contract } from '@soomcare/http';
import { permissionsOf, type StaffRole, staffRoles } from '@soomcare/identity';
import { beforeAll, expect, test } from 'vitest';

import { type StaffCaller, useBackoffice } from './harness.ts';

const api = useBackoffice();
const callers = new Map<StaffRole, StaffCaller>();

/** Every mounted operation, its path as a caller writes it. */
const contracts = (): readonly Contract[] =>
  api.groups().flatMap(({ prefix, endpoints }) =>
    endpoints.map(({ contract }): Contract => ({
      ...contract,
      path: `/${prefix.slice(1)}${contract.path}`.replace('//', '/') as `/${string}`,
    })),
  );

const guarded = () => contracts().filter(({ access }) => access.kind === 'staff');

/** Logging out would end the matrix. */
const repeatable = () => guarded().filter(({ operationId }) => operationId !== 'staffLogOut');

const fill = (path: string) =>
  path.replaceAll(/\{(?:id|doseId)\}/g, () => randomUUID()).replace('{month}', '2026-03');

const as = (role: StaffRole): StaffCaller => {
  const caller = callers.get(role);
  if (!caller) throw new Error(`nobody is logged in as ${role}`);
  return caller;
};

beforeAll(async () => {
  for (const role of staffRoles) callers.set(role, await api.staffOf(role));
});

test('every operation is in the matrix, and only health, the two log-in steps and invitations are open', () => {
  const open = contracts().filter(({ access }) => access.kind === 'anyone');
  expect(open.map(({ operationId }) => operationId).sort()).toEqual([
    'getLiveness',
    'getReadiness',
    'staffAcceptInvitation',
    'staffConfirmLogIn',
    'staffLogIn',
    'staffOpenInvitation',
  ]);
  expect(guarded().length).toBeGreaterThan(14);
});

test('nobody gets in without a session, with a made-up one, or with a member’s token', async () => {
  const member = await api.aMember();
  const strangers = [
    {},
    { Cookie: `__Host-soomcare-staff=${'A'.repeat(43)}` },
    { Cookie: `soomcare-staff=${as('admin').cookie.split('=')[1] ?? ''}` },
    { Cookie: `${as('admin').cookie}; ${as('admin').cookie}` },
    { Authorization: `Bearer ${member.accessToken}` },
  ];
  const wrong: string[] = [];
  for (const headers of strangers) {
    for (const { method, path, operationId } of guarded()) {
      const { status } = await api.with(headers)[method](fill(path));
      if (status !== 401) wrong.push(`${operationId} answered ${status}`);
    }
  }
  expect(wrong).toEqual([]);
});

test('each role gets into exactly what the permission table gives it', async () => {
  const wrong: string[] = [];
  for (const role of staffRoles) {
    for (const { method, path, operationId, access, body } of repeatable()) {
      const permission = access.kind === 'staff' ? access.permission : null;
      const isAllowed = permission === null || permissionsOf(role).some((each) => each === permission);
      const answer = await as(role)
        .caller[method](fill(path))
        .send(body ? {} : undefined);
      const isRefused = (answer.body as { code?: string }).code === 'NOT_PERMITTED';
      if (isRefused === isAllowed) wrong.push(`${operationId} as ${role} answered ${answer.status}`);
    }
  }
  expect(wrong).toEqual([]);
});

test('whatever changes something needs the CSRF token of this very session, whatever page it comes from', async () => {
  const admin = as('admin');
  const forgeries = [
    { Cookie: admin.cookie },
    { Cookie: admin.cookie, 'X-CSRF-Token': as('care').csrfToken },
    { Cookie: admin.cookie, 'X-CSRF-Token': admin.csrfToken, Origin: 'https://evil.example' },
    { Cookie: admin.cookie, 'X-CSRF-Token': admin.csrfToken, 'Sec-Fetch-Site': 'cross-site' },
  ];
  const changing = guarded().filter(({ method }) => method !== 'get');
  expect(changing.length).toBeGreaterThan(3);

  const wrong: string[] = [];
  for (const headers of forgeries) {
    for (const { method, path, operationId } of changing) {
      const answer = await api.with(headers)[method](fill(path));
      const { code } = answer.body as { code: string };
      const isRefused = code === 'CSRF_REFUSED' || code === 'ORIGIN_NOT_ALLOWED';
      if (answer.status !== 403 || !isRefused) wrong.push(`${operationId} answered ${answer.status} ${code}`);
    }
  }
  expect(wrong).toEqual([]);
  await admin.caller.get('/v1/auth/session').expect(200);
});

test('an unknown query key is a bad request on every operation', async () => {
  const wrong: string[] = [];
  for (const { method, path, operationId, access } of contracts()) {
    if (operationId === 'staffLogOut') continue;
    const role = staffRoles.find(
      (each) => access.kind !== 'staff' || permissionsOf(each).some((own) => own === access.permission),
    );
    const answer = await as(role ?? 'admin').caller[method](`${fill(path)}?surprise=1`);
    if (answer.status !== 400) wrong.push(`${operationId} answered ${answer.status}`);
  }
  expect(wrong).toEqual([]);
});

test('log-out asks for the CSRF token too, and is refused with an unknown query key', async () => {
  const { caller, cookie } = await api.staffOf('support');
  await api.with({ Cookie: cookie }).delete('/v1/auth/session').expect(403);
  await caller.delete('/v1/auth/session?surprise=1').expect(400);
  await caller.delete('/v1/auth/session').expect(204);
});
