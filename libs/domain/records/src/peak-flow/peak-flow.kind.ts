import type { DiaryRouteNames } from '../diary/diary-entry.routes.ts';
import type { DiaryKind, ListedRow, ValuesOf } from '../diary/diary-kind.ts';
import { joinList, splitList } from '../diary/listed-text.ts';
import { addDays } from '@soomcare/time';
import { bestOn } from '../personal-best/best-on.ts';
import type { PeakFlow } from './peak-flow.entity.ts';
import type { PeakFlowRepository } from './peak-flow.repository.ts';
import {
  type PeakFlowContent,
  type PeakFlowView,
  peakFlowView,
  recordPeakFlowBody,
  updatePeakFlowBody,
} from './peak-flow.schemas.ts';
import { MEDIAN_DAYS, type Warning, warningsFor } from './plausibility.ts';
import { percentOfBest, zoneOf } from './zones.ts';

export type PeakFlowValues = ValuesOf<PeakFlow> & { bestNow: number | null };

export const peakFlowRoutes: DiaryRouteNames<PeakFlowContent, PeakFlowView> = {
  path: '/peak-flows',
  operation: 'recordPeakFlow',
  one: 'PeakFlow',
  many: 'PeakFlows',
  noun: 'a peak-flow reading',
  nouns: 'peak-flow readings',
  body: recordPeakFlowBody,
  patch: updatePeakFlowBody,
  view: peakFlowView,
  errors: [],
};

const NO_ID = '00000000-0000-0000-0000-000000000000';

const blowsOf = ({ blows }: Pick<PeakFlowValues, 'blows'>) => splitList(blows).map(Number);

const present = (row: ListedRow & PeakFlowValues): PeakFlowView => ({
  ...row,
  blows: blowsOf(row),
  zoneNow: zoneOf(row.litresPerMinute, row.bestNow),
  percentOfBest: percentOfBest(row.litresPerMinute, row.bestNow),
  // Written by `settle` below from the same closed set.
  warnings: splitList(row.warnings) as Warning[],
});

export const createPeakFlowKind = (
  entries: PeakFlowRepository,
): DiaryKind<PeakFlowContent, PeakFlowValues, PeakFlowView> => ({
  operation: peakFlowRoutes.operation,
  entries,
  present,
  instantOf: ({ measuredAt }) => measuredAt,

  async settle(memberId, { blows, meterId = null, scale, bronchodilator }, day, replaces) {
    const { recordedOn, instant } = day;
    const fromDay = addDays(recordedOn, -MEDIAN_DAYS);
    const before = {
      meterId,
      scale,
      fromDay,
      toDay: recordedOn,
      before: instant,
      exceptId: replaces ?? NO_ID,
    };
    const { series, recent } = await entries.findBackground(memberId, before);

    const litresPerMinute = Math.max(...blows);
    const bestNow = bestOn(series, { meterId, scale, recordedOn });

    return {
      measuredAt: instant,
      blows: joinList(blows),
      litresPerMinute,
      meterId,
      scale,
      bronchodilator,
      zoneAtRecord: zoneOf(litresPerMinute, bestNow),
      warnings: joinList(warningsFor(litresPerMinute, recent)),
      bestNow,
    };
  },

  contentOf: (row) => ({ ...row, blows: blowsOf(row) }),
});
