import { expect, test } from 'vitest';

import { sampleDocument } from '../testing/sample-document.ts';
import { sampleSources } from '../testing/sample-sources.ts';
import { reportCsv } from './report-csv.ts';

const rowsOf = (csv: string) => csv.replace('\uFEFF', '').trimEnd().split('\r\n');

test('begins with a byte order mark and the column names, so that Excel opens the Korean', async () => {
  const csv = reportCsv(await sampleDocument());

  expect(Buffer.from(csv).subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
  expect(rowsOf(csv)[0]).toBe('구분,날짜,시각,시간대,항목,값,단위,상세,메모');
});

test('holds a row for every entry, at the local time of whoever wrote it', async () => {
  const rows = rowsOf(reportCsv(await sampleDocument()));
  const of = (section: string) => rows.filter((row) => row.startsWith(`${section},`));

  expect(of('최대호기유량')).toHaveLength(56);
  expect(of('증상')).toHaveLength(28);
  expect(of('증상완화제')).toHaveLength(10);
  expect(of('복약 이행')).toHaveLength(28);
  expect(of('폐기능검사')).toHaveLength(3);
  expect(of('최대호기유량')[0]).toBe(
    '최대호기유량,2026-02-01,09:10,Asia/Seoul,최대호기유량,400,L/min,초록 · 80% · 완화제 사용 전 · EU · mini,',
  );
});

test('speaks the language of the report', async () => {
  const [head, first] = rowsOf(reportCsv(await sampleDocument({ language: 'en' })));

  expect(head).toContain('Section,Date,Time');
  expect(first).toContain('green · 80% · before reliever');
});

test.each(['=HYPERLINK("http://x")', '+1', '-1', '@SUM(A1)', '\t=1', '＝1'])(
  'a member’s own words never become a formula: %s',
  async (words) => {
    const { medications } = sampleSources();
    const [medicine] = await medications('', 1);
    if (!medicine) throw new Error('the sample has no medicine');
    const document = await sampleDocument(
      { sections: ['medications'] },
      { medications: () => Promise.resolve([{ ...medicine, name: words }]) },
    );

    const [, row] = rowsOf(reportCsv(document));

    expect(row).toMatch(/,Asia\/Seoul,"?'/);
  },
);

test('a comma, a quote and a line break stay within their cell', async () => {
  const place = 'a "b", c\nd';
  const { events } = sampleSources();
  const [event] = await events('', { from: '2026-02-01', to: '2026-02-01' }, 1);
  if (!event) throw new Error('the sample has no event');
  const document = await sampleDocument(
    { sections: ['events'] },
    { events: () => Promise.resolve([{ ...event, place }]) },
  );

  expect(reportCsv(document)).toContain('"a ""b"", c\nd"');
});
