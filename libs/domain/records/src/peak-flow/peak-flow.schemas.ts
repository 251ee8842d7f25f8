import { clientId, givenInstant, storedInstant } from '@soomcare/member-rows';
import { z } from 'zod';

import { diaryContent, diaryView } from '../diary/diary-entry.schemas.ts';
import { litresPerMinute, meterId, meterScales } from './meter.schemas.ts';
import { bronchodilators } from './peak-flow.entity.ts';
import { warnings } from './plausibility.ts';
import { zones } from './zones.ts';

const peakFlowContent = z.strictObject({
  measuredAt: givenInstant,
  blows: z
    .array(litresPerMinute)
    .min(1)
    .max(5)
    .meta({ description: 'L/min, in the order blown', example: [410, 420, 400] }),
  meterId: meterId.nullish(),
  scale: z.enum(meterScales),
  bronchodilator: z.enum(bronchodilators).meta({ description: 'Before or after a reliever' }),
  ...diaryContent,
});

export const recordPeakFlowBody = peakFlowContent.extend({ id: clientId }).meta({ id: 'RecordPeakFlow' });
export const updatePeakFlowBody = peakFlowContent.partial().meta({ id: 'UpdatePeakFlow' });

export const peakFlowView = z
  .object({
    ...diaryView,
    measuredAt: storedInstant,
    blows: z.array(z.int()),
    litresPerMinute: z.int().meta({ description: 'The best blow, L/min', example: 420 }),
    meterId: z.string().nullable(),
    scale: z.enum(meterScales),
    bronchodilator: z.enum(bronchodilators),
    zoneAtRecord: z
      .enum(zones)
      .nullable()
      .meta({ description: 'By the personal best known when it was recorded' }),
    zoneNow: z
      .enum(zones)
      .nullable()
      .meta({ description: 'By the personal best now known for that day and meter' }),
    percentOfBest: z.int().nullable().meta({ description: 'Floored', example: 79 }),
    warnings: z.array(z.enum(warnings)),
  })
  .meta({ id: 'PeakFlow' });

export type PeakFlowContent = z.output<typeof peakFlowContent>;
export type PeakFlowView = z.output<typeof peakFlowView>;
