import { beforeAll, expect, test } from 'vitest';

import {
  expectAccessible,
  inspect,
  inspectOnTablet,
  photograph,
  useBrowser,
  useBuiltPage,
  ROOM_MS,
} from './browser.ts';
import { useBackoffice } from './harness.ts';

const backoffice = useBackoffice({ page: useBuiltPage() });
const browser = useBrowser();

/** As many members as the log needs to show a text at all, and one that it hides. */
const searched = async (text: string, members: number, misses: number) => {
  const today = backoffice.clock.now().toISOString().slice(0, 10);
  for (let byte = 1; byte <= members; byte += 1) {
    await backoffice
      .database()
      .run(
        'INSERT INTO search_queries (searched_on, text, searcher, searches, misses) VALUES (?, ?, ?, 4, ?)',
        [today, text, Buffer.alloc(16, byte), misses],
      );
  }
};

beforeAll(async () => {
  const editor = await backoffice.staffOf('content-editor');
  for (const group of [
    { term: '흡입 보조기', same: ['스페이서'], foundBy: ['통'], finds: [] },
    { term: '꽃가루', same: ['화분'], foundBy: [], finds: ['참나무', '환삼덩굴'] },
  ])
    await editor.caller.post('/v1/synonyms').send(group).expect(201);
  await searched('흡입기', 9, 0);
  await searched('미세먼지', 5, 0);
  await searched('칙칙이', 4, 4);
  await searched('한 사람만 찾은 말', 1, 1);
}, ROOM_MS);

test(
  'an editor makes, changes and removes synonyms, and an older copy is refused in words',
  { timeout: ROOM_MS },
  async () => {
    const tab = await browser.openAs(await backoffice.staffOf('content-editor', '이가람'));
    await tab.goto(`${backoffice.origin()}/search-desk`);
    const rows = tab.locator('tbody tr');
    await rows.first().waitFor();
    await inspect(tab, 'synonyms');

    await tab.getByRole('button', { name: '동의어 추가' }).click();
    const dialog = tab.getByRole('dialog');
    await dialog.getByRole('button', { name: '저장' }).click();
    await dialog.getByText('용어를 적어 주세요').waitFor();
    await expectAccessible(tab, 'synonym dialog');
    await photograph(tab, 'synonym-dialog');
    await dialog.getByLabel('용어').fill('네뷸라이저');
    await dialog.getByLabel('같은 말').fill('네불, 분무기');
    await dialog.getByRole('button', { name: '저장' }).click();
    await dialog.waitFor({ state: 'hidden' });

    // By a word, kept in the address.
    await tab.getByLabel('낱말로 찾기').fill('네불');
    await tab.keyboard.press('Enter');
    await expect.poll(() => decodeURIComponent(tab.url())).toContain('q=네불');
    await tab.getByText('1묶음 표시', { exact: false }).waitFor();
    await tab.reload();
    await rows.filter({ hasText: '네불, 분무기' }).waitFor();

    // The same term again: the server's own words.
    await tab.getByRole('button', { name: '동의어 추가' }).click();
    await dialog.getByLabel('용어').fill('네뷸라이저');
    await dialog.getByRole('button', { name: '저장' }).click();
    await dialog.getByRole('alert').getByText('이 용어의 동의어 묶음이 이미 있습니다').waitFor();
    await dialog.getByRole('button', { name: '취소' }).click();

    const late = await browser.openAs(await backoffice.staffOf('content-editor'));
    await late.goto(tab.url());
    await late.getByRole('button', { name: '“네뷸라이저” 바꾸기' }).click();
    await tab.getByRole('button', { name: '“네뷸라이저” 바꾸기' }).click();
    await dialog.getByLabel('이렇게 찾아도').fill('칙칙이');
    await dialog.getByRole('button', { name: '저장' }).click();
    await rows.filter({ hasText: '칙칙이' }).waitFor();
    await late.getByRole('dialog').getByRole('button', { name: '저장' }).click();
    await late.getByRole('alert').getByText('그 사이 다른 사람이 바꾸었습니다.', { exact: false }).waitFor();

    await tab.getByRole('button', { name: '“네뷸라이저” 빼기' }).click();
    await expectAccessible(tab, 'remove dialog');
    await dialog.getByRole('button', { name: '빼기' }).click();
    await tab.getByRole('heading', { name: '맞는 동의어 묶음이 없습니다' }).waitFor();
    await inspect(tab, 'synonyms-empty', 'corners');
    expect(browser.faults).toEqual([]);
  },
);

test('what found nothing is listed, and becomes a synonym from there', { timeout: ROOM_MS }, async () => {
  const tab = await browser.openAs(await backoffice.staffOf('content-editor', '이가람'));
  await tab.goto(`${backoffice.origin()}/search-desk/queries`);
  const rows = tab.locator('tbody tr');
  await rows.nth(2).waitFor();
  expect(await rows.first().textContent()).toContain('흡입기');
  expect(await tab.getByText('한 사람만 찾은 말').count()).toBe(0);
  await inspect(tab, 'search-queries', 'corners');
  await inspectOnTablet(tab, 'search-queries');

  await tab.getByText('결과가 없던 말', { exact: true }).click();
  await tab.getByText('흡입기', { exact: true }).waitFor({ state: 'hidden' });
  expect(await rows.count()).toBe(1);
  expect(tab.url()).toContain('order=misses');
  await tab.getByRole('button', { name: '“칙칙이” 동의어로 잇기' }).click();
  const dialog = tab.getByRole('dialog');
  expect(await dialog.getByLabel('이렇게 찾아도').inputValue()).toBe('칙칙이');
  await dialog.getByLabel('용어').fill('분무 흡입');
  await dialog.getByRole('button', { name: '저장' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await tab.getByRole('link', { name: '동의어', exact: true }).click();
  await tab.getByLabel('낱말로 찾기').fill('칙칙이');
  await tab.keyboard.press('Enter');
  await rows.filter({ hasText: '분무 흡입' }).waitFor();
});

test('a moderator does not come into the search desk', { timeout: ROOM_MS }, async () => {
  const tab = await browser.openAs(await backoffice.staffOf('community-moderator'));
  await tab.goto(`${backoffice.origin()}/search-desk/queries`);
  await tab.getByRole('heading', { name: '이 화면을 볼 수 없는 역할입니다' }).waitFor();
});
