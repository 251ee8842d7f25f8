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
import { type StaffCaller, useBackoffice } from './harness.ts';

const backoffice = useBackoffice({ page: useBuiltPage() });
const browser = useBrowser();

let writer: StaffCaller;
let reviewer: StaffCaller;

const BODY = `## 언제 쓰나요

증상이 **갑자기 심해질 때** 쓰는 약입니다.

1. 뚜껑을 열고 흔듭니다.
2. 숨을 끝까지 내쉽니다.
3. 입에 물고 천천히 들이쉽니다.

> 두 번 써도 낫지 않으면 119에 전화하세요.
`;

const anArticle = (slug: string, different: object = {}) => ({
  slug,
  language: 'ko',
  category: 'inhalers',
  title: '흡입기를 바르게 쓰는 법',
  summary: '흔들고, 내쉬고, 천천히 들이쉬는 순서를 익힙니다.',
  bodyMarkdown: BODY,
  tags: ['흡입기'],
  sources: [{ title: 'GINA', url: 'https://ginasthma.org/', accessedOn: '2026-11-01' }],
  authorName: '숨케어 편집팀',
  reviewDueOn: '2099-12-31',
  ...different,
});

const create = async (slug: string, different: object = {}): Promise<string> => {
  const created = await writer.caller.post('/v1/articles').send(anArticle(slug, different)).expect(201);

  return (created.body as { id: string }).id;
};

beforeAll(async () => {
  writer = await backoffice.staffOf('content-editor', '이가람');
  reviewer = await backoffice.staffOf('content-editor', '윤슬');
  await create('peak-flow', { title: '최대호기유량 재기', category: 'tests', reviewDueOn: '2026-01-01' });
  await create('peak-flow', {
    title: 'Measuring peak flow',
    language: 'en',
    category: 'tests',
    medicalReview: { name: 'Prof. Kim', reviewedOn: '2026-11-01' },
  });
}, ROOM_MS);

const loggedIn = async (who: StaffCaller, path: string): Promise<Page> => {
  const tab = await browser.openAs(who);
  await tab.goto(`${backoffice.origin()}${path}`);

  return tab;
};

test('an editor narrows the list, and the address keeps how', { timeout: ROOM_MS }, async () => {
  const tab = await loggedIn(writer, '/');
  const rows = tab.locator('tbody tr');
  await rows.first().waitFor();
  await inspect(tab, 'articles');
  await inspectOnTablet(tab, 'articles');

  await tab.getByLabel('재검토할 글만').check();
  await tab.getByText('1편 표시', { exact: false }).waitFor();
  expect(await rows.first().textContent()).toContain('최대호기유량 재기');
  await tab.reload();
  await tab.getByText('1편 표시', { exact: false }).waitFor();
  await tab.getByText('게시됨', { exact: true }).click();
  await tab.getByRole('heading', { name: '조건에 맞는 글이 없습니다' }).waitFor();
  expect(tab.url()).toContain('review=due');
  expect(tab.url()).toContain('state=published');
  await inspect(tab, 'articles-empty', 'corners');
  await tab.getByRole('button', { name: '조건 지우기' }).click();
  await rows.nth(1).waitFor();
});

test(
  'a text goes from a blank page over preview, review and schedule to its readers and back',
  { timeout: ROOM_MS },
  async () => {
    const tab = await loggedIn(writer, '/articles/new');

    // Every fault beside its field, and nothing is sent.
    await tab.getByLabel('제목', { exact: true }).fill('흡입기를 바르게 쓰는 법');
    await tab.getByRole('button', { name: '초안으로 저장' }).click();
    await tab.getByText('영문 소문자와 숫자를 붙임표로 이어 주세요').waitFor();
    await tab.getByText('출처마다 제목', { exact: false }).waitFor();
    await tab.getByLabel('주소', { exact: true }).and(tab.locator(':focus')).waitFor();
    await inspect(tab, 'article-new', 'corners');

    await tab.getByLabel('주소', { exact: true }).fill('how-to-use-an-inhaler');
    await tab.getByLabel('요약').fill('흔들고, 내쉬고, 천천히 들이쉬는 순서를 익힙니다.');
    await tab.getByLabel('본문 (마크다운)').fill(`${BODY}\n<script>alert(1)</script>`);
    await tab.getByLabel('분류').selectOption('inhalers');
    await tab.getByLabel('태그').fill('흡입기, 약');
    await tab.getByLabel('글쓴이로 보일 이름').fill('숨케어 편집팀');
    await tab.getByLabel('재검토 기한').fill('2099-12-31');
    await tab.getByLabel('출처 1 제목').fill('GINA 2026');
    await tab.getByLabel('출처 1 주소').fill('https://ginasthma.org/');
    await tab.getByLabel('출처 1 확인한 날').fill('2026-11-01');
    await tab.getByText('미리보기', { exact: true }).click();
    const preview = tab.getByRole('region', { name: '미리보기' });
    await preview.getByRole('heading', { name: '언제 쓰나요' }).waitFor();
    expect(await preview.locator('script').count()).toBe(0);
    await inspect(tab, 'article-preview', 'corners');
    await tab.getByRole('button', { name: '초안으로 저장' }).click();

    // A draft: what was saved, not yet reviewed; unsaved words wait for their saving.
    await tab.getByRole('button', { name: '검토 요청' }).waitFor();
    await tab.getByText('아직 의료 검토를 받지 않음').first().waitFor();
    await inspect(tab, 'article-draft', 'corners');
    await tab.getByLabel('요약').fill('순서를 한 번 더 익힙니다.');
    await tab.getByText('먼저 저장해 주세요.', { exact: false }).waitFor();
    expect(await tab.getByRole('button', { name: '검토 요청' }).count()).toBe(0);
    await tab.getByRole('button', { name: '새 판으로 저장' }).click();
    await tab.getByText('2판 · 나', { exact: false }).waitFor();
    await tab.getByRole('button', { name: '검토 요청' }).click();
    await tab.getByText('직접 쓴 글입니다.', { exact: false }).waitFor();

    // Somebody else publishes it at a time of their own clock.
    const other = await loggedIn(reviewer, new URL(tab.url()).pathname);
    await other.getByLabel('게시할 시각').fill('2098-01-02T09:30');
    await inspect(other, 'article-review', 'corners');
    await inspectOnTablet(other, 'article-review');
    await other.getByRole('button', { name: '예약하기' }).click();
    await other.getByText('2098년 1월 2일', { exact: false }).waitFor();
    await expectAccessible(other, 'a scheduled article');

    // And takes it back.
    await other.getByRole('button', { name: '게시 내리기' }).click();
    await other.getByRole('dialog').waitFor();
    await expectAccessible(other, 'withdraw dialog');
    await photograph(other, 'article-withdraw');
    await other.getByRole('dialog').getByRole('button', { name: '게시 내리기' }).click();
    await other.getByRole('button', { name: '검토 요청' }).waitFor();
    await other.getByText('2판 · 다른 편집자', { exact: false }).click();
    await other.getByText('순서를 한 번 더', { exact: false }).first().waitFor();
    expect(browser.faults).toEqual([]);
  },
);

test(
  'of two editors who save the same version the later one is told in words',
  { timeout: ROOM_MS },
  async () => {
    const path = `/articles/${await create('two-editors')}`;
    const [first, second] = [await loggedIn(writer, path), await loggedIn(reviewer, path)];
    await second.getByLabel('요약').fill('나중에 저장한 요약');
    await first.getByLabel('요약').fill('먼저 저장한 요약');
    await first.getByRole('button', { name: '새 판으로 저장' }).click();
    await first.getByText('2판 · 나', { exact: false }).waitFor();

    await second.getByRole('button', { name: '새 판으로 저장' }).click();
    await second
      .getByRole('alert')
      .getByText('그 사이 다른 사람이 바꾸었습니다.', { exact: false })
      .waitFor();
    expect(await second.getByLabel('요약').inputValue()).toBe('나중에 저장한 요약');
    await inspect(second, 'article-conflict', 'corners');
    await second.getByRole('button', { name: '새로 불러오기' }).click();
    await second.getByText('2판 · 다른 편집자', { exact: false }).waitFor();
    expect(await second.getByLabel('요약').inputValue()).toBe('먼저 저장한 요약');
  },
);

test('a changed text loses the medical review that was of another text', { timeout: ROOM_MS }, async () => {
  const medicalReview = { name: '김 교수', reviewedOn: '2026-11-01' };
  const tab = await loggedIn(writer, `/articles/${await create('reviewed', { medicalReview })}`);
  await tab.getByText('의료 검토됨').waitFor();
  await tab.getByLabel('제목', { exact: true }).fill('흡입기를 더 바르게 쓰는 법');
  await tab.getByRole('button', { name: '새 판으로 저장' }).click();
  await tab.getByText('아직 의료 검토를 받지 않음').first().waitFor();
  expect(await tab.getByLabel('의료 검토자').inputValue()).toBe('');
});

test(
  'unsaved words are not left without being asked; an unknown article is told so',
  { timeout: ROOM_MS },
  async () => {
    const tab = await loggedIn(writer, `/articles/${await create('unsaved')}`);
    await tab.getByLabel('요약').fill('아직 저장하지 않은 요약');
    const questions: string[] = [];
    tab.on('dialog', (dialog) => {
      questions.push(dialog.message());
      void dialog.dismiss();
    });
    await tab.getByRole('link', { name: '글 목록' }).click();
    await expect.poll(() => questions).toHaveLength(1);
    expect(await tab.getByLabel('요약').inputValue()).toBe('아직 저장하지 않은 요약');

    const lost = await loggedIn(writer, '/articles/01932e00-0000-7000-8000-00000000dead');
    await lost.getByRole('alert').getByText('그런 글이 없습니다').waitFor();
    await inspect(lost, 'article-not-found', 'corners');
  },
);
