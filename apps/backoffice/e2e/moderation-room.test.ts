import { type Page } from 'playwright-core';
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
import { createCommunityScene } from './community-scene.ts';
import { useBackoffice } from './harness.ts';

const backoffice = useBackoffice({ page: useBuiltPage() });
const browser = useBrowser();
const scene = createCommunityScene(backoffice);

let harshAuthor = '';

beforeAll(async () => {
  harshAuthor = await scene.reported(
    {
      nickname: '까칠한하루',
      title: '다들 너무 예민해요',
      body: '기침 좀 한다고 글까지 쓰나요?\n정말 한심합니다.',
      note: '새로 오신 분들이 상처받을 것 같아요.',
    },
    'harassment',
  );
  await scene.reported(
    {
      nickname: '도라지네',
      title: '직접 만든 도라지청',
      body: '부모님과 만든 도라지청을 팔아요. 쪽지로 주문해 주세요!',
    },
    'advert',
  );
  await scene.post('오늘도맑음', '지금 너무 힘들어요', '흡입기를 써도 숨을 못 쉬겠어요. 어떻게 해야 하죠?');
}, ROOM_MS);

const rowsOf = (tab: Page) => tab.locator('tbody tr');

test(
  'a moderator takes the most urgent report, decides another with reason and end, and somebody else answers its appeal',
  { timeout: ROOM_MS },
  async () => {
    const [first, second] = [
      await backoffice.staffOf('community-moderator', '윤서진'),
      await backoffice.staffOf('community-moderator', '강도윤'),
    ];
    const tab = await browser.openAs(first);

    // Their own room is where they come in; the queue begins with what cannot wait.
    await tab.goto(backoffice.origin());
    await tab.getByRole('heading', { name: '커뮤니티 운영', level: 1 }).waitFor();
    const rows = rowsOf(tab);
    await rows.first().waitFor();
    expect(await rows.first().textContent()).toContain('위험 신호');
    expect(
      await tab.getByRole('navigation', { name: '주 메뉴' }).getByRole('link').allTextContents(),
    ).toEqual(['커뮤니티']);
    await inspect(tab, 'moderation-queue');
    await inspectOnTablet(tab, 'moderation-queue');
    await tab.getByLabel('종류').selectOption('harassment');
    await expect.poll(() => rows.count()).toBe(1);
    expect(tab.url()).toContain('reason=harassment');
    await tab.reload();
    await rows.first().waitFor();
    expect(await rows.count()).toBe(1);

    // By keyboard into the report; before it is taken nothing can be decided.
    await rows.first().getByRole('link').focus();
    await tab.keyboard.press('Enter');
    await tab.getByText('새로 오신 분들이 상처받을 것 같아요.').waitFor();
    await tab.getByText('고쳐진 적이 없습니다.').waitFor();
    await tab.getByText('처리 전 1건, 문제없음 0건, 조치함 0건', { exact: false }).waitFor();
    expect(await tab.locator('main').getByRole('radio').count()).toBe(0);
    await inspect(tab, 'report-open', 'corners');
    const report = tab.url();
    await tab.getByRole('button', { name: '신고 맡기' }).click();

    // What is missing is said, and nothing is sent.
    await tab.getByRole('button', { name: '처리하기' }).click();
    await tab.getByText('하나를 골라 주세요').waitFor();
    await tab.getByText('이유를 적어 주세요').waitFor();
    await tab.getByLabel('글쓰기 제한').check();
    await tab.getByText('3일', { exact: true }).click();
    await tab.getByLabel('이유').fill('서로 존중하는 말로 적어 주세요.');
    await inspect(tab, 'report-decide', 'corners');
    await inspectOnTablet(tab, 'report-decide');

    // Somebody else sees that it is in hand.
    const other = await browser.openAs(second);
    await other.goto(report);
    await other.getByText('다른 담당자가 처리하고 있습니다.', { exact: false }).waitFor();
    await expectAccessible(other, 'a report in somebody else’s hands');

    await tab.getByRole('button', { name: '처리하기' }).click();
    await tab.getByRole('status').getByText('서로 존중하는 말로 적어 주세요.').waitFor();
    const history = tab.getByRole('region', { name: '글쓴이의 이전 기록' });
    await history.getByText('서로 존중하는 말로 적어 주세요.').waitFor();
    await history.getByText('조치함 1건', { exact: false }).waitFor();
    await expectAccessible(tab, 'a decided report');
    await photograph(tab, 'report-decided');

    // The appeal: not by who decided, and the answer is kept.
    await scene.appeal(harshAuthor, '농담이었는데 오해가 있었습니다. 다시 봐 주세요.');
    await tab.goto(`${backoffice.origin()}/moderation/appeals`);
    await tab.getByText('직접 처리한 제재입니다.', { exact: false }).waitFor();
    await other.goto(`${backoffice.origin()}/moderation/appeals`);
    await other.getByRole('button', { name: '제재 해제' }).waitFor();
    await inspect(other, 'appeals', 'corners');
    await other.getByRole('button', { name: '제재 해제' }).click();
    await other.getByRole('dialog').getByRole('button', { name: '답변 보내기' }).click();
    await other.getByText('답변을 적어 주세요').waitFor();
    await expectAccessible(other, 'answer dialog');
    await photograph(other, 'answer-dialog');
    await other.getByRole('dialog').getByLabel('답변').fill('다시 보니 농담이었습니다.');
    await other.getByRole('dialog').getByRole('button', { name: '답변 보내기' }).click();
    await other.getByText('기다리는 이의 제기가 없습니다').waitFor();
    await other.getByText('해제함', { exact: true }).click();
    await other.getByText('다시 보니 농담이었습니다.').waitFor();
    expect(other.url()).toContain('state=lifted');
    expect(browser.faults).toEqual([]);
  },
);

test('of two moderators who take the same report the slower one is told', { timeout: ROOM_MS }, async () => {
  const [first, second] = [
    await backoffice.staffOf('community-moderator'),
    await backoffice.staffOf('community-moderator'),
  ];
  const tabs = [await browser.openAs(first), await browser.openAs(second)];
  const [faster, slower] = tabs;
  for (const tab of tabs) {
    await tab.goto(`${backoffice.origin()}/moderation?reason=advert`);
    await rowsOf(tab).first().getByRole('link').click();
    await tab.getByRole('button', { name: '신고 맡기' }).waitFor();
  }

  await faster?.getByRole('button', { name: '신고 맡기' }).click();
  await faster?.locator('main').getByRole('radio').first().waitFor();
  await slower?.getByRole('button', { name: '신고 맡기' }).click();
  await slower?.getByRole('alert').getByText('다른 담당자가 처리 중이거나', { exact: false }).waitFor();
  await slower?.getByText('다른 담당자가 처리하고 있습니다.', { exact: false }).waitFor();
  expect(await slower?.locator('main').getByRole('radio').count()).toBe(0);
});

test(
  'a moderator adds a rule and puts it out of use; an older copy of it is refused in words',
  { timeout: ROOM_MS },
  async () => {
    const tab = await browser.openAs(await backoffice.staffOf('community-moderator'));
    await tab.goto(`${backoffice.origin()}/moderation/rules?kind=contact-data`);
    await rowsOf(tab).first().waitFor();
    await tab.getByRole('button', { name: '규칙 추가' }).click();
    const dialog = tab.getByRole('dialog');
    await dialog.getByRole('button', { name: '저장' }).click();
    await dialog.getByText('찾을 말을 적어 주세요').waitFor();
    await expectAccessible(tab, 'rule dialog');
    await photograph(tab, 'rule-dialog');
    await dialog.getByLabel('찾을 말').fill('오픈채팅*####');
    await dialog.getByLabel('종류').selectOption('contact-data');
    await dialog.getByLabel('처리할 때까지 숨김').check();
    await dialog.getByRole('button', { name: '저장' }).click();
    await dialog.waitFor({ state: 'hidden' });
    const row = rowsOf(tab).filter({ hasText: '오픈채팅*####' });
    await row.getByText('사용 중').waitFor();
    await inspect(tab, 'rules', 'corners');

    // The same again is refused, and the words of the server say so.
    await tab.getByRole('button', { name: '규칙 추가' }).click();
    await dialog.getByLabel('찾을 말').fill('오픈채팅*####');
    await dialog.getByLabel('종류').selectOption('contact-data');
    await dialog.getByRole('button', { name: '저장' }).click();
    await dialog.getByRole('alert').getByText('같은 종류와 문구의 규칙이 이미 있습니다').waitFor();
    await dialog.getByRole('button', { name: '취소' }).click();

    const late = await browser.openAs(await backoffice.staffOf('community-moderator'));
    await late.goto(`${backoffice.origin()}/moderation/rules?kind=contact-data`);
    await late.getByRole('button', { name: '“오픈채팅*####” 바꾸기' }).click();

    await tab.getByRole('button', { name: '“오픈채팅*####” 바꾸기' }).click();
    await dialog.getByLabel('사용 중').uncheck();
    await dialog.getByRole('button', { name: '저장' }).click();
    await row.getByText('사용 안 함').waitFor();

    await late.getByRole('dialog').getByRole('button', { name: '저장' }).click();
    await late.getByRole('alert').getByText('그 사이 다른 사람이 바꾸었습니다.', { exact: false }).waitFor();
    expect(browser.faults).toEqual([]);
  },
);

test(
  'a nurse has no door to the moderators’ room, and is led back to her own',
  { timeout: ROOM_MS },
  async () => {
    const tab = await browser.openAs(await backoffice.staffOf('care'));
    await tab.goto(`${backoffice.origin()}/moderation/rules`);
    await tab.getByRole('heading', { name: '이 화면을 볼 수 없는 역할입니다' }).waitFor();
    expect(
      await tab.getByRole('navigation', { name: '주 메뉴' }).getByRole('link').allTextContents(),
    ).toEqual(['회원']);
    await inspect(tab, 'room-refused', 'corners');
    await tab.getByRole('link', { name: '내 화면으로' }).click();
    await tab.getByRole('heading', { name: '회원', level: 1 }).waitFor();
  },
);
