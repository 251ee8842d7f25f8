import { type Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';

import { expectAccessible, inspect, photograph, useBrowser, useBuiltPage } from './browser.ts';
import { keepDiary } from './diary.ts';
import { PASSWORD, useBackoffice } from './harness.ts';

const JOURNEY_MS = 300_000;

const page = useBuiltPage();
const backoffice = useBackoffice({ page });
const browser = useBrowser();

let memberEmail = '';
let month = '';

beforeAll(async () => {
  month = new Date(Date.now() - 31 * 86_400_000).toISOString().slice(0, 7);
  for (let count = 0; count < 24; count += 1) await backoffice.aMember({ nickname: `맑은숨${count}` });
  const member = await backoffice.aMember();
  memberEmail = member.email;
  const profile = await member.caller.get('/v1/me').expect(200);
  await member.caller
    .patch('/v1/me')
    .set('If-Match', profile.get('ETag') ?? '')
    .send({ name: '이민지', phone: '+821023451234' })
    .expect(200);
  await keepDiary(member.caller, month);
}, JOURNEY_MS);

const logIn = async (tab: Page, email: string) => {
  await tab.goto(`${backoffice.origin()}/members`);
  await tab.getByLabel('이메일').fill(email);
  await tab.getByLabel('비밀번호').first().fill('틀린 암호');
  await tab.getByRole('button', { name: '다음' }).click();
  await tab.getByRole('alert').getByText('이메일 또는 비밀번호가 맞지 않습니다.').waitFor();
  await inspect(tab, 'log-in');

  await tab.getByLabel('비밀번호').first().fill(PASSWORD);
  await tab.getByRole('button', { name: '다음' }).click();
  await tab.getByLabel('6자리 코드').waitFor();
  await inspect(tab, 'log-in-code');
  await tab.getByLabel('6자리 코드').fill(backoffice.code());
  await tab.getByRole('button', { name: '확인하고 들어가기' }).click();
  await tab.getByRole('heading', { name: '회원', level: 1 }).waitFor();
};

test(
  'a nurse logs in, finds a member, gives a reason and looks at their month',
  { timeout: JOURNEY_MS },
  async () => {
    const tab = await browser.open();
    const { email } = await backoffice.anAccount('care', '한수진');
    await logIn(tab, email);
    const rows = tab.locator('tbody tr');

    // The list: masked, paged by key, filters in the address.
    await rows.first().waitFor();
    expect(await rows.count()).toBe(20);
    expect(await tab.getByText(memberEmail).count()).toBe(0);
    await inspect(tab, 'members');
    await tab.getByRole('button', { name: '다음' }).click();
    await tab.getByText('2쪽').waitFor();
    await expect.poll(() => rows.count()).toBe(5);
    expect(tab.url()).toContain('cursor=');
    await tab.reload();
    await tab.getByText('2쪽').waitFor();
    await tab.getByRole('button', { name: '이전' }).click();
    await tab.getByText('1쪽').waitFor();
    await tab.getByText('잠김', { exact: true }).click();
    await tab.getByText('조건에 맞는 회원이 없습니다').waitFor();
    expect(tab.url()).toContain('status=locked');
    await inspect(tab, 'members-empty');
    await tab.getByRole('button', { name: '조건 지우기' }).first().click();
    await rows.first().waitFor();

    // By the exact address, which stays out of the URL.
    await tab.getByLabel('이메일로 찾기').fill(memberEmail);
    await tab.getByRole('button', { name: '찾기' }).click();
    await tab.getByText('이메일 검색 결과').first().waitFor();
    await expect.poll(() => rows.count()).toBe(1);
    expect(tab.url()).not.toContain('example.com');
    await rows.getByRole('link').click();

    // Closed, until there is a reason.
    await tab.getByRole('heading', { name: '건강 기록은 닫혀 있습니다' }).waitFor();
    expect(await tab.getByText('이민지').count()).toBe(0);
    await inspect(tab, 'member-closed');
    await tab.getByRole('button', { name: '기록 열기' }).click();
    const dialog = tab.getByRole('dialog');
    await dialog.getByLabel('사유').fill('짧음');
    await dialog.getByRole('button', { name: '기록 열기' }).click();
    await dialog.getByText('10자 이상 적어 주세요').waitFor();
    await expectAccessible(tab, 'reason dialog');
    await photograph(tab, 'reason-dialog');
    await dialog.getByLabel('사유').fill('24일 상담 예약 전 최근 증상과 완화제 사용 확인');
    await dialog.getByRole('button', { name: '기록 열기' }).click();
    await tab.getByRole('timer').waitFor();
    // The server's clock stands still here, the browser's does not: what is left is less than the box, and shrinks.
    const left = (await tab.getByRole('timer').textContent()) ?? '';
    expect(left).toMatch(/^(?:20:00|1\d:\d\d)$/);
    await expect.poll(() => tab.getByRole('timer').textContent(), { timeout: 5_000 }).not.toBe(left);

    // The month.
    await tab.goto(`${tab.url().split('?')[0]}?month=${month}&day=${month}-13`);
    const worst = tab.locator(`[data-date="${month}-13"]`);
    await worst.waitFor();
    const sentence = (await worst.textContent()) ?? '';
    for (const part of ['위험', '중증', '밤에 깸', '4회', '응급실 방문']) expect(sentence).toContain(part);
    expect(await tab.locator(`[data-date="${month}-07"]`).textContent()).toContain('기록 없음');
    await inspect(tab, 'month');

    // By keyboard: one day on, one week up; what is under the focus is what is told.
    await worst.focus();
    await tab.keyboard.press('ArrowRight');
    await tab.keyboard.press('ArrowUp');
    await expect.poll(() => tab.url()).toContain(`day=${month}-07`);
    await tab.getByText('이날은 남긴 기록이 없습니다').waitFor();
    await tab.getByRole('button', { name: '이전 달' }).click();
    await expect.poll(() => tab.url()).not.toContain(`month=${month}`);

    // Small enough for a tablet, plain enough for paper.
    await tab.getByRole('button', { name: '다음 달' }).click();
    await worst.waitFor();
    await tab.setViewportSize({ width: 820, height: 1180 });
    await expectAccessible(tab, 'month on a tablet');
    await photograph(tab, 'month-tablet');
    await tab.emulateMedia({ media: 'print' });
    await photograph(tab, 'month-print');
    await tab.emulateMedia({ media: 'screen' });

    // And out: Back shows nothing of it.
    await tab.getByRole('button', { name: '로그아웃' }).click();
    await tab.getByRole('heading', { name: '로그인' }).waitFor();
    await tab.goBack();
    await tab.getByRole('heading', { name: '로그인' }).waitFor();
    expect(browser.faults).toEqual([]);
  },
);
