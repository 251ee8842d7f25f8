import { expect, test } from 'vitest';

import { renderMarkdown } from './render-markdown.ts';

test('headings, lists, tables and links become HTML, a first heading one below the page’s title', () => {
  const html = renderMarkdown(
    '# 증상\n\n- **기침**\n- [WHO](https://www.who.int/)\n\n| 구역 | % |\n|---|---|\n| 초록 | 80 |\n',
  );

  expect(html).toContain('<h2>증상</h2>');
  expect(html).toContain('<li><strong>기침</strong></li>');
  expect(html).toContain('<a href="https://www.who.int/" rel="noopener noreferrer">WHO</a>');
  expect(html).toContain('<td>초록</td>');
});

test.each([
  ['a script', '<script>alert(1)</script>안녕'],
  ['an event handler', '<p onclick="alert(1)">안녕</p>'],
  ['a script in a link', '[안녕](javascript:alert(1))'],
  ['a script in a link, in disguise', '[안녕](java&#x73;cript:alert(1))'],
  ['data in a link', '<a href="data:text/html,<script>alert(1)</script>">안녕</a>'],
  ['an image that phones home', '![안녕](https://evil.example/pixel.gif)안녕'],
  ['a frame', '<iframe src="https://evil.example"></iframe>안녕'],
  ['a style', '<p style="position:fixed">안녕</p><style>*{}</style>'],
  ['an SVG', '<svg><a xlink:href="javascript:alert(1)"><text>안녕</text></a></svg>'],
  ['an unclosed tag', '안녕<img src=x onerror=alert(1)'],
])('%s does not survive, the text does', (_what, markdown) => {
  const html = renderMarkdown(markdown);

  expect(html).toContain('안녕');
  expect(html).not.toMatch(/<(script|img|iframe|style|svg)|<[^>]*(\bon\w+=|javascript:|data:|style=)/i);
});

test('a link without TLS loses its address', () => {
  expect(renderMarkdown('[here](http://example.com)')).not.toContain('http://example.com');
});
