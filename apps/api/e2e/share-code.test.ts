import { hash } from 'node:crypto';

import { expect, test } from 'vitest';

import { useApi } from './harness.ts';

const api = useApi();

/** A member born in 1990 with a report of a few days, and a code for it. */
const aSharedReport = async () => {
  api.clock.set('2026-03-10T03:00:00Z');
  const member = await api.signUp();
  await member.caller
    .post('/v1/peak-flows')
    .send({ measuredAt: '2026-03-09T12:00:00+09:00', blows: [420], scale: 'EU', bronchodilator: 'pre' })
    .expect(201);
  const made = await member.caller
    .post('/v1/reports')
    .send({ from: '2026-03-01', to: '2026-03-10', language: 'ko' })
    .expect(201);
  const location = made.headers['location'] ?? '';
  const shared = await member.caller.post(`${location}/share-codes`).expect(201);
  return { member, location, code: (shared.body as { code: string }).code };
};

/** The clinic's page as a browser asks for it. */
const clinic = (typed?: Record<string, string>, language = 'ko') =>
  fetch(`http://127.0.0.1:${api.port()}/clinic`, {
    headers: { 'Accept-Language': language },
    ...(typed ? { method: 'POST', body: new URLSearchParams(typed) } : {}),
  });

test('a clinic opens a report in its browser, and the patient sees that it did', async () => {
  const { member, code } = await aSharedReport();
  const form = await clinic();
  expect(await form.text()).toContain('<input name="code" inputmode="numeric"');

  const opened = await clinic({ code, birthYear: '1990' });
  const page = await opened.text();
  expect(opened.status).toBe(200);
  expect(page).toContain('<dd>숨이</dd>');
  expect(page).toContain('420');

  const pdf = await clinic({ code, birthYear: '1990', form: 'pdf' });
  expect(pdf.headers.get('Content-Type')).toBe('application/pdf');
  expect(
    Buffer.from(await pdf.arrayBuffer())
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-');

  const log = await member.caller.get('/v1/me/access-log').expect(200);
  const look = { staffName: null, staffRole: 'clinic-by-code', task: 'getSharedReport', reason: null };
  expect((log.body as { items: object[] }).items).toMatchObject([look, look]);
});

test('its pages may run and load nothing, are kept nowhere, and have the code in no address', async () => {
  const { code } = await aSharedReport();
  for (const answer of [await clinic(), await clinic({ code, birthYear: '1990' })]) {
    const page = await answer.text();
    const style = /<style>([^]*)<\/style>/.exec(page)?.[1] ?? '';

    expect(answer.headers.get('Content-Security-Policy')).toBe(
      `default-src 'none'; style-src 'sha256-${hash('sha256', style, 'base64')}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
    );
    expect(answer.headers.get('Cache-Control')).toBe('no-store');
    expect(answer.headers.get('Referrer-Policy')).toBe('no-referrer');
    expect(answer.url).not.toContain(code);
    expect(page).not.toMatch(/<script|style="|href=|src=/);
  }
});

test.each([
  ['a wrong year', { birthYear: '1991' }, 404],
  ['a code that never was', { code: '000000' }, 404],
  ['a code of five digits', { code: '12345' }, 400],
  ['no year', { birthYear: '' }, 400],
])('with %s the page asks again and says why', async (_what, different, status) => {
  const { code } = await aSharedReport();
  const korean = await clinic({ code, birthYear: '1990', ...different });
  const english = await clinic({ code, birthYear: '1990', ...different }, 'en');

  expect([korean.status, english.status]).toEqual([status, status]);
  expect(await korean.text()).toMatch(/role="alert">[^<]*[가-힣]/);
  expect(await english.text()).toMatch(/role="alert">[A-Z]/);
});

test('a code ends with the member, and a mail of the report leads nowhere', async () => {
  const { member, location, code } = await aSharedReport();
  await member.caller.post(`${location}/mail`).expect(202);
  await api.deliverMails();
  expect(api.mailer.lastTo(member.email).text).toContain(
    `https://app.soomcare.example${location.replace('/v1/reports', '/mailed-reports')}`,
  );

  await member.caller.delete('/v1/me').expect(204);
  expect((await clinic({ code, birthYear: '1990' })).status).toBe(404);
});
