import { type Page } from 'playwright-core';
import { expect, test } from 'vitest';

import { aDayOfAlarms } from './alarms.ts';
import { expectAccessible, inspect, photograph, useBrowser, useBuiltPage } from './browser.ts';
import { useBackoffice } from './harness.ts';

const STATE_MS = 120_000;

const backoffice = useBackoffice({ page: useBuiltPage() });
const browser = useBrowser();

type Role = Parameters<typeof backoffice.staffOf>[0];

const pageOf = async (role: Role): Promise<Page> => browser.openAs(await backoffice.staffOf(role));

const problem = (status: number, code: string) => ({
  status,
  contentType: 'application/problem+json',
  body: JSON.stringify({
    type: 'urn:soomcare:problem:x',
    title: '잠시 뒤에 다시 시도해 주세요.',
    status,
    code,
    requestId: 'req-42',
  }),
});

test('a list that fails shows the request id, and can be tried again', { timeout: STATE_MS }, async () => {
  const tab = await pageOf('care');
  await backoffice.aMember();
  await tab.route('**/v1/members?*', (route) => route.fulfill(problem(500, 'INTERNAL_ERROR')));
  await tab.goto(`${backoffice.origin()}/members`);
  await tab.getByText('req-42').waitFor();
  await inspect(tab, 'members-failed', 'corners');

  await tab.unroute('**/v1/members?*');
  await tab.getByRole('button', { name: '다시 시도' }).click();
  await tab.locator('tbody tr').first().waitFor();
});

test('while a list is on its way its shape stands there', { timeout: STATE_MS }, async () => {
  const tab = await pageOf('care');
  let letThrough = () => {};
  const isHeld = new Promise<void>((resolve) => {
    letThrough = resolve;
  });
  await tab.route('**/v1/members?*', async (route) => {
    await isHeld;
    await route.continue();
  });
  await tab.goto(`${backoffice.origin()}/members`);
  await tab.getByText('회원 목록을 불러오는 중').waitFor({ state: 'attached' });
  await inspect(tab, 'members-loading', 'corners');
  letThrough();
  await tab.locator('tbody tr').first().waitFor();
});

test('support sees a member but cannot open records, and reads why', { timeout: STATE_MS }, async () => {
  const { id } = await backoffice.aMember();
  const tab = await pageOf('support');
  await tab.goto(`${backoffice.origin()}/members/${id}`);
  await tab.getByText('고객 지원 역할은 건강 기록을 열 수 없습니다', { exact: false }).waitFor();
  expect(await tab.getByRole('button', { name: '기록 열기' }).count()).toBe(0);
  await inspect(tab, 'member-support', 'corners');
});

test('a role with no room here is told so; an unknown address too', { timeout: STATE_MS }, async () => {
  const auditor = await pageOf('auditor');
  await auditor.goto(backoffice.origin());
  await auditor.getByRole('heading', { name: '아직 열려 있는 화면이 없습니다' }).waitFor();
  await inspect(auditor, 'no-room', 'corners');

  const nurse = await pageOf('care');
  await nurse.goto(`${backoffice.origin()}/nowhere`);
  await nurse.getByRole('heading', { name: '찾는 화면이 없습니다' }).waitFor();
  await inspect(nurse, 'not-found', 'corners');
});

test('when the time box is over the records leave the screen', { timeout: STATE_MS }, async () => {
  const { id } = await backoffice.aMember();
  const tab = await pageOf('care');
  await tab.route('**/record-access', async (route) => {
    const answer = await route.fetch();
    const grant = (await answer.json()) as object;
    const now = Date.now();
    const times = {
      grantedAt: new Date(now).toISOString(),
      expiresAt: new Date(now + 4_000).toISOString(),
    };
    await route.fulfill({ response: answer, json: { ...grant, ...times } });
  });
  await tab.goto(`${backoffice.origin()}/members/${id}`);
  await tab.getByRole('button', { name: '기록 열기' }).click();
  await tab.getByRole('dialog').getByLabel('사유').fill('상담 예약 전 최근 증상 확인');
  await tab.getByRole('dialog').getByRole('button', { name: '기록 열기' }).click();
  await tab.locator('[data-date]').first().waitFor();
  await tab.getByRole('heading', { name: '열람 시간이 끝나 기록을 닫았습니다' }).waitFor();
  expect(await tab.locator('[data-date]').count()).toBe(0);
});

test('a nurse reads dose by dose why an alarm did not come', { timeout: STATE_MS }, async () => {
  const member = await backoffice.aMember();
  const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
  await aDayOfAlarms(backoffice.database(), member, yesterday);
  const nurse = await backoffice.staffOf('care');
  await backoffice.openRecords(nurse, member.id);
  const tab = await browser.openAs(nurse);

  // From the calendar to the reminders of the very day that was chosen there.
  await tab.goto(
    `${backoffice.origin()}/members/${member.id}?month=${yesterday.slice(0, 7)}&day=${yesterday}`,
  );
  await tab.getByRole('link', { name: '왜 알람이 오지 않았나요' }).click();
  await tab.getByText('08:01 표시', { exact: false }).waitFor();
  const doses = tab.locator('main ol > li');
  expect(await doses.count()).toBe(4);
  for (const [dose, words] of [
    ['08:00', ['08:03에 기록', '앱이 알림을 표시했습니다', '기기 2', '이미 기록한 복용이었습니다']],
    ['13:00', ['아직 기록 없음', '제때 못 보냄', '알리기에 너무 늦었습니다']],
    ['20:00', ['푸시 서비스가 알림을 받았습니다', '2번 시도']],
    ['22:30', ['남은 알림 기록이 없습니다']],
  ] as const) {
    const text = (await doses.filter({ hasText: dose }).first().textContent()) ?? '';
    for (const part of words) expect(text, dose).toContain(part);
  }
  const views = tab.getByRole('navigation', { name: '기록 보기' });
  expect(await views.locator('[aria-current]').allTextContents()).toEqual(['왜 알람이 오지 않았나요']);
  await inspect(tab, 'alarms', 'corners');
  await tab.setViewportSize({ width: 820, height: 1180 });
  await photograph(tab, 'alarms-tablet');

  await tab.getByRole('button', { name: '이전 날' }).click();
  await tab.getByRole('heading', { name: '이날은 예정된 복용이 없습니다' }).waitFor();
  await expectAccessible(tab, 'a day without doses');
  await tab.getByRole('link', { name: '한 달 보기' }).click();
  await tab.locator('[data-date]').first().waitFor();
  expect(await views.locator('[aria-current]').allTextContents()).toEqual(['한 달 보기']);
});

test('a session that ended leads to the log-in and keeps the address', { timeout: STATE_MS }, async () => {
  const tab = await pageOf('care');
  await tab.goto(`${backoffice.origin()}/members?status=active`);
  await tab.locator('tbody tr').first().waitFor();
  await tab.context().clearCookies();
  await tab.getByText('잠김', { exact: true }).click();
  await tab.getByText('안전을 위해 로그아웃되었습니다', { exact: false }).waitFor();
  expect(await tab.locator('tbody tr').count()).toBe(0);
  expect(tab.url()).toContain('status=locked');
  expect(browser.faults).toEqual([]);
});
