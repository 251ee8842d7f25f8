import { hash } from 'node:crypto';
import { expect, test } from 'vitest';

import { createPlainPages, escapeHtml } from './plain-page.ts';

const pages = createPlainPages('p{color:red}', 'self');

test('the page allows the style that it has, and nothing else', () => {
  const policy = pages.headers['Content-Security-Policy'];
  const style =
    /<style>(.*)<\/style>/s.exec(pages.render({ language: 'ko', title: '숨', main: '' }))?.[1] ?? '';

  expect(policy).toContain(`style-src 'sha256-${hash('sha256', style, 'base64')}'`);
  expect(policy).toMatch(
    /^default-src 'none'; .*form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/,
  );
  expect(createPlainPages('', 'none').headers['Content-Security-Policy']).toContain("form-action 'none'");
});

test('a title is text, and its page is of the language that it says', () => {
  const page = pages.render({ language: 'en', title: '<b>"&\'</b>', head: '<meta>', main: '<p>hi</p>' });

  expect(page).toContain('<html lang="en">');
  expect(page).toContain('<title>&lt;b&gt;&quot;&amp;&#39;&lt;/b&gt;</title><meta>');
  expect(page).toContain('<main><p>hi</p></main>');
  expect(escapeHtml('숨 & <숨>')).toBe('숨 &amp; &lt;숨&gt;');
});
