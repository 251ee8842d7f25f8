import { expect, test } from 'vitest';

import { aReport } from '../testing/a-report.ts';
import { sampleSources } from '../testing/sample-sources.ts';
import { reportPage } from './report-page.ts';

const textOf = (page: string) => page.replaceAll(/<[^>]+>/g, ' ');

test('the page says what the first page of the PDF says, with its pictures and its tables', async () => {
  const page = reportPage(await aReport(), '');

  for (const words of [
    '이민지',
    '숨내과의원',
    '240–495 L/min',
    '심비코트 라피헬러',
    '서울대학교병원 응급실',
  ]) {
    expect(textOf(page)).toContain(words);
  }
  expect(page.match(/<figure>/g)).toHaveLength(3);
  expect(page).toContain('<td class="red">빨강</td>');
  expect(page).toContain('<html lang="ko">');
});

test('it speaks the language of the report', async () => {
  const page = reportPage(await aReport({ language: 'en' }), '');

  expect(page).toContain('<html lang="en">');
  expect(textOf(page)).not.toContain('최대호기유량');
});

test('a member’s own words stay words', async () => {
  const { patient } = sampleSources();
  const attack = `<script>alert("x")</script>&'`;
  const page = reportPage(
    await aReport(
      {},
      { patient: async (id) => ({ ...(await patient(id)), name: attack, nickname: attack }) },
    ),
    '',
  );

  expect(page).toContain('&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;&amp;&#39;');
  expect(page).not.toMatch(/<script|style="|\son\w+="/);
});

test('what was not asked for is not on it', async () => {
  const page = reportPage(await aReport({ sections: ['symptoms'] }), '');

  expect(page).not.toContain('<figure>');
  expect(textOf(page)).not.toContain('심비코트');
});
