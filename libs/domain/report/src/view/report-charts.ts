import type { ReportDocument } from '../document/report-document.schemas.ts';
import type { ReportTexts } from '../texts/report-texts.ts';
import { adherenceStrip } from './charts/adherence-strip.ts';
import { peakFlowChart } from './charts/peak-flow-chart.ts';
import { relieverBars } from './charts/reliever-bars.ts';
import { accent, amber, zoneInk } from './palette.ts';
import { bestOf } from './tiles.ts';

/** What the colours of a picture say. */
export type Legend = readonly (readonly [color: string, words: string])[];

export interface ReportChart {
  readonly title: string;
  readonly svg: string;
  readonly legend: Legend;
}

/** The pictures for which there are entries, all over the same days. */
export const reportCharts = (document: ReportDocument, { charts, zones }: ReportTexts): ReportChart[] =>
  [
    {
      title: charts.peakFlow,
      svg: peakFlowChart(document.days, bestOf(document)),
      legend: [
        [zoneInk.green, zones.green],
        [zoneInk.yellow, zones.yellow],
        [zoneInk.red, zones.red],
        [accent, charts.highest],
      ],
    } as const,
    {
      title: charts.adherence,
      svg: adherenceStrip(document.days),
      legend: [
        [zoneInk.green, charts.full],
        [amber, charts.part],
        [zoneInk.red, charts.missed],
      ],
    } as const,
    { title: charts.reliever, svg: relieverBars(document.days), legend: [] },
  ].filter(({ svg }) => svg !== '');
