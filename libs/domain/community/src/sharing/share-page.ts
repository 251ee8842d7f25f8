import { createPlainPages, escapeHtml } from '@soomcare/http';

import type { SharedPost } from './share-link.repository.ts';

const style =
  'body{font:1.125rem/1.6 system-ui,sans-serif;max-width:36rem;margin:3rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}' +
  'p{white-space:pre-wrap}small{color:#555}';

const pages = createPlainPages(style, 'none');
export const PAGE_HEADERS = pages.headers;

const page = (title: string, head: string, main: string) =>
  pages.render({ language: 'ko', title, head, main: `<h1>${escapeHtml(title)}</h1>${main}` });

/** A shared post for people without an account, and for the preview that a messenger makes of its link. */
export const renderSharePage = ({ title, excerpt, boardName }: SharedPost, url: string): string => {
  const description = excerpt.replaceAll(/\s+/g, ' ');
  const facts = {
    'og:type': 'article',
    'og:site_name': '숨케어',
    'og:locale': 'ko_KR',
    'og:title': title,
    'og:description': description,
    'og:url': url,
  };
  const head = Object.entries(facts)
    .map(([property, content]) => `<meta property="${property}" content="${escapeHtml(content)}">`)
    .join('');

  return page(
    title,
    `<meta name="description" content="${escapeHtml(description)}">${head}`,
    `<p>${escapeHtml(excerpt)}</p><small>숨케어 커뮤니티 · ${escapeHtml(boardName)} · 이어지는 글은 숨케어 앱에서 읽을 수 있어요. 회원의 경험이며 의학적 조언이 아닙니다.</small>`,
  );
};

export const goneSharePage = page(
  '볼 수 없는 글입니다',
  '',
  '<p>지워졌거나 더 이상 공유하지 않는 글입니다.</p>',
);
