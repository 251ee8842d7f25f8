import { describe, expect, test } from 'vitest';

import { aReport } from '../testing/a-report.ts';
import { pdfText } from '../testing/pdf-text.ts';
import { sampleSources } from '../testing/sample-sources.ts';
import { reportPdf } from './report-pdf.ts';

describe('the PDF', () => {
  test('holds its Korean as text that can be searched and copied', async () => {
    const text = pdfText(await reportPdf(await aReport()));

    for (const words of [
      '천식 자기관리 리포트',
      '이민지',
      '숨내과의원',
      '최대호기유량',
      '복약 이행률',
      '심비코트 라피헬러',
      '서울대학교병원 응급실',
      '부분 조절',
      '240–495 L/min',
    ]) {
      expect(text).toContain(words);
    }
  });

  test('speaks English where the report does', async () => {
    const text = pdfText(await reportPdf(await aReport({ language: 'en' })));

    expect(text).toContain('Asthma self-care report');
    expect(text).toContain('partly controlled');
    expect(text).not.toContain('최대호기유량');
  });

  test('says on every page whose it is', async () => {
    const korean = pdfText(await reportPdf(await aReport()));
    const pages = Number(/쪽 1 \/ (\d+)/.exec(korean)?.[1]);

    expect(pages).toBeGreaterThan(2);
    expect(korean).toContain('1990-05-05 (35세)');
    expect(korean.match(/이름 이민지 · 생년월일 1990-05-05 · 기간/g)).toHaveLength(pages - 1);
  });

  test('counts in English as one says it', async () => {
    const { medications } = sampleSources();
    const text = pdfText(
      await reportPdf(
        await aReport(
          { language: 'en' },
          {
            medications: async (...asked) => {
              const [inhaler] = await medications(...asked);
              if (!inhaler) throw new Error('the sample has a medicine');
              return [
                { ...inhaler, doseAmount: 1, dailyMaximum: 8 },
                { ...inhaler, doseAmount: 2, doseUnit: 'patch' },
              ];
            },
          },
        ),
      ),
    );

    for (const words of ['1 puff', '8 puffs', '2 patches', '35 years']) expect(text).toContain(words);
    expect(text).not.toMatch(/\(e?s\)/);
  });

  test('of the same report is the same file, of another another', async () => {
    const report = await aReport();
    const [first, second] = [await reportPdf(report), await reportPdf(report)];
    const other = await reportPdf(await aReport({ to: '2026-02-27' }));

    expect(second.equals(first)).toBe(true);
    expect(other.equals(first)).toBe(false);
  });

  test('leaves out what was not asked for', async () => {
    const text = pdfText(await reportPdf(await aReport({ sections: ['symptoms'] })));

    expect(text).toContain('증상 있는 날');
    expect(text).not.toContain('L/min)');
    expect(text).not.toContain('심비코트');
  });

  test('of an empty diary is one page with its heading', async () => {
    const nothing = { range: { expected: 0, taken: 0, late: 0, skipped: 0, missed: 0, percent: null } };
    const { days } = sampleSources();
    const report = await aReport(
      {},
      {
        days: async (...asked) =>
          (await days(...asked)).map(({ date }) => ({
            date,
            peakFlow: null,
            symptoms: null,
            reliever: null,
            doses: null,
          })),
        personalBests: () => Promise.resolve([]),
        peakFlows: () => Promise.resolve([]),
        symptomRecords: () => Promise.resolve([]),
        intakes: () => Promise.resolve([]),
        medications: () => Promise.resolve([]),
        spirometries: () => Promise.resolve([]),
        events: () => Promise.resolve([]),
        assessments: () => Promise.resolve([]),
        adherence: () => Promise.resolve({ ...nothing, proportionOfDaysCovered: [] }),
      },
    );
    const pdf = await reportPdf(report);

    expect(pdfText(pdf)).toContain('천식 자기관리 리포트');
    expect(pdf.toString('latin1').match(/\/Type \/Page\n/g)).toHaveLength(1);
  });

  test('of three months takes less than a second of a processor', async () => {
    const report = await aReport({ from: '2025-12-01' });
    await reportPdf(report);

    // The best of three, and no wall clock: other tests share the machine.
    const took: number[] = [];
    for (let round = 0; round < 3; round += 1) {
      const before = process.cpuUsage();
      await reportPdf(report);
      const { user, system } = process.cpuUsage(before);
      took.push((user + system) / 1_000);
    }
    expect(Math.min(...took)).toBeLessThan(1_000);
  });
});
