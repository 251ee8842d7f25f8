import { expect, test } from 'vitest';

import type { ReportDay } from '../../document/report-document.schemas.ts';
import { zoneInk, zonePaper } from '../palette.ts';
import { adherenceStrip } from './adherence-strip.ts';
import { peakFlowChart } from './peak-flow-chart.ts';
import { relieverBars } from './reliever-bars.ts';

const aDay = (different: Partial<ReportDay> = {}): ReportDay => ({
  ...{ date: '2026-02-01', peakFlow: null, symptoms: null, reliever: null, doses: null },
  ...different,
});
const reading = (litres: number, zone: 'green' | 'yellow' | 'red' | null) =>
  aDay({ peakFlow: { min: litres, max: litres + 20, count: 2, zone } });

const labels = (svg: string) => [...svg.matchAll(/<text[^>]*>([^<]*)</g)].map(([, words]) => words);
const dots = (svg: string, ink: string) =>
  [...svg.matchAll(new RegExp(`<path d="([^"]*)" stroke="${ink}"`, 'g'))].flatMap(
    ([, drawn]) => drawn?.match(/h0\.01/g) ?? [],
  ).length;

test('each day’s lowest reading has the ink of its zone, above the three zones of the best', () => {
  const svg = peakFlowChart(
    [reading(420, 'green'), reading(300, 'yellow'), reading(200, 'red'), aDay()],
    500,
  );

  expect([dots(svg, zoneInk.green), dots(svg, zoneInk.yellow), dots(svg, zoneInk.red)]).toEqual([1, 1, 1]);
  for (const paper of Object.values(zonePaper)) expect(svg).toContain(paper);
  expect(labels(svg)).toEqual(expect.arrayContaining(['100', '600', '02/01']));
});

test('without a personal best there is no zone on the picture', () => {
  const svg = peakFlowChart([reading(420, null)], null);

  for (const paper of Object.values(zonePaper)) expect(svg).not.toContain(paper);
});

test('the strip tells all taken, some, missed and nothing planned apart', () => {
  const svg = adherenceStrip([
    aDay({ doses: { expected: 2, taken: 2 } }),
    aDay({ doses: { expected: 2, taken: 1 } }),
    aDay({ doses: { expected: 2, taken: 0 } }),
    aDay({ doses: { expected: 0, taken: 0 } }),
    aDay(),
  ]);

  expect(svg.match(/<path/g)).toHaveLength(4);
  expect(svg).toContain(zoneInk.red);
});

test('a bar is as high as the puffs of its day', () => {
  const svg = relieverBars([
    aDay({ reliever: { occasions: 1, puffs: 2 } }),
    aDay(),
    aDay({ reliever: { occasions: 2, puffs: 4 } }),
  ]);
  const heights = [...svg.matchAll(/v([\d.]+)h-/g)].map(([, height]) => Number(height));

  expect(heights).toHaveLength(2);
  expect((heights[1] ?? 0) / (heights[0] ?? 1)).toBeCloseTo(2, 2);
});

test.each([
  ['peak flow', peakFlowChart([aDay()], 500)],
  ['adherence', adherenceStrip([aDay()])],
  ['reliever', relieverBars([aDay()])],
])('with nothing to show there is no picture of %s', (_what, svg) => {
  expect(svg).toBe('');
});
