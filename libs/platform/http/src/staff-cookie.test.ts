import { createLogger, createMetrics } from '@soomcare/observability';
import supertest from 'supertest';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';

import { staff, type StaffActor } from './access.ts';
import { createHttpApp } from './app.ts';
import { endpoint } from './endpoint.ts';
import { mount } from './mount.ts';
import { createStaffCookie, createStaffGuard } from './staff-cookie.ts';

const TOKEN = 'a'.repeat(43);
const actor: StaffActor = {
  id: '0190a000-0000-7000-8000-000000000001',
  sessionId: '0190a000-0000-7000-8000-000000000002',
  name: '간호사 김수민',
  role: 'care',
  permissions: ['members:read'],
  csrfToken: 'the-right-one',
  expiresAt: new Date('2026-11-21T12:00:00Z'),
};
const base = { tag: 'Test', summary: 'Test', response: z.object({ ok: z.boolean() }) };
const ok = () => Promise.resolve({ ok: true });
const endpoints = [
  endpoint(
    { ...base, method: 'get', path: '/a', operationId: 'getA', access: staff({ permission: null }) },
    ok,
  ),
  endpoint(
    {
      ...base,
      method: 'post',
      path: '/b',
      operationId: 'postB',
      access: staff({ permission: 'members:read' }),
    },
    ok,
  ),
  endpoint(
    { ...base, method: 'get', path: '/c', operationId: 'getC', access: staff({ permission: 'audit:read' }) },
    ok,
  ),
];
const options = {
  rateLimiter: { consume: () => Promise.resolve(), reset: () => Promise.resolve() },
  now: () => new Date('2026-11-21T03:00:00Z'),
};
const secure = createStaffCookie({ secure: true });
const staffGuard = createStaffGuard((token) => Promise.resolve(token === TOKEN ? actor : null), secure);
const app = createHttpApp({
  logger: createLogger({ level: 'silent', name: 'test' }),
  metrics: createMetrics(),
  corsOrigins: [],
  trustProxyHops: 0,
  routers: [{ prefix: '', router: mount(endpoints, { ...options, staffGuard }) }],
});
const cookie = `__Host-soomcare-staff=${TOKEN}`;

describe('the cookie', () => {
  test.each([
    ['', null],
    [cookie, TOKEN],
    [`theme=dark; ${cookie}; lang=ko`, TOKEN],
    [`${cookie}; ${cookie}`, null],
    [`__Host-soomcare-staff=${'a'.repeat(44)}`, null],
    [`__Host-soomcare-staff=${'ä'.repeat(43)}`, null],
    [`soomcare-staff=${TOKEN}`, null],
    [`x__Host-soomcare-staff=${TOKEN}`, null],
  ])('of the header %j is read as %j', (header, token) => {
    expect(secure.read(header)).toBe(token);
  });

  test('has its prefix and Secure wherever there is TLS, and neither on plain http', () => {
    const plain = createStaffCookie({ secure: false });
    expect(secure.carry(TOKEN)).toBe(`${cookie}; Path=/; HttpOnly; SameSite=Strict; Secure`);
    expect(plain.carry(TOKEN)).toBe(`soomcare-staff=${TOKEN}; Path=/; HttpOnly; SameSite=Strict`);
    expect(plain.read(`soomcare-staff=${TOKEN}`)).toBe(TOKEN);
    expect(plain.clear()).toContain('Max-Age=0');
  });
});

describe('a staff route', () => {
  test('lets a live session read without a CSRF token and change with one', async () => {
    await supertest(app).get('/a').set('Cookie', cookie).expect(200);
    const refused = await supertest(app).post('/b').set('Cookie', cookie).expect(403);
    expect(refused.body).toMatchObject({ code: 'CSRF_REFUSED' });
    await supertest(app).post('/b').set({ Cookie: cookie, 'X-CSRF-Token': 'the-wrong-one' }).expect(403);
    await supertest(app).post('/b').set({ Cookie: cookie, 'X-CSRF-Token': 'the-right-one' }).expect(200);
  });

  test('keeps out who has no session and whose role does not permit it', async () => {
    await supertest(app).get('/a').expect(401);
    await supertest(app).get('/a').set('Authorization', `Bearer ${TOKEN}`).expect(401);
    const refused = await supertest(app).get('/c').set('Cookie', cookie).expect(403);
    expect(refused.body).toMatchObject({ code: 'NOT_PERMITTED' });
  });

  test('does not mount in an app that has no guard for it', () => {
    expect(() => mount(endpoints, options)).toThrow('no guard for staff routes');
  });
});
