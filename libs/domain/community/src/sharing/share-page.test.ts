import { expect, test } from 'vitest';

import { goneSharePage, PAGE_HEADERS, renderSharePage } from './share-page.ts';

const URL = 'https://api.soomcare.example/shared-posts/abc';
const shared = { title: '가을 산책', excerpt: '바람이\n선선해요', boardName: '이야기 나누기' };

test('a messenger finds title, beginning and address of the post', () => {
  const page = renderSharePage(shared, URL);

  expect(page).toContain('<meta property="og:title" content="가을 산책">');
  expect(page).toContain('<meta property="og:description" content="바람이 선선해요">');
  expect(page).toContain(`<meta property="og:url" content="${URL}">`);
});

test('what an author writes is text on the page, never markup', () => {
  const hostile = `"><script>alert('&')</script>`;
  const page = renderSharePage({ title: hostile, excerpt: hostile, boardName: hostile }, URL);

  expect(page).not.toContain('<script');
  expect(page).toContain('&quot;&gt;&lt;script&gt;alert(&#39;&amp;&#39;)&lt;/script&gt;');
});

test('the page may load nothing and run nothing', () => {
  const policy = PAGE_HEADERS['Content-Security-Policy'];

  expect(policy).toMatch(/^default-src 'none'; style-src 'sha256-[\w+/]+='; /);
  expect(policy).not.toContain('unsafe');
  expect(goneSharePage).toContain('볼 수 없는 글입니다');
});
