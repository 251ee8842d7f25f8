import { pageOf } from '@soomcare/http';
import { clientId, localDay, storedInstant } from '@soomcare/member-rows';
import { z } from 'zod';

import { litresPerMinute, meterId, meterScales } from '../peak-flow/meter.schemas.ts';

export const confirmPersonalBestBody = z
  .strictObject({
    id: clientId,
    litresPerMinute: litresPerMinute.meta({ description: 'L/min', example: 500 }),
    meterId: meterId.nullish(),
    scale: z
      .enum(meterScales)
      .nullish()
      .meta({ description: 'Left out, it holds for whatever scale this meter has' }),
    validFrom: localDay.meta({ description: 'First local day on which it holds', example: '2026-01-01' }),
  })
  .meta({ id: 'ConfirmPersonalBest' });

export const personalBestView = z
  .object({
    id: z.uuid(),
    litresPerMinute: z.int(),
    meterId: z.string().nullable(),
    scale: z.enum(meterScales).nullable(),
    validFrom: z.iso.date(),
    version: z.int(),
    createdAt: storedInstant,
  })
  .meta({ id: 'PersonalBest' });

const proposedBest = z
  .object({
    litresPerMinute: z.int(),
    meterId: z.string().nullable(),
    scale: z.enum(meterScales),
    presentBest: z.int().nullable(),
  })
  .meta({ id: 'ProposedBest' });

export const personalBestList = pageOf(personalBestView).extend({
  proposed: z.array(proposedBest).meta({
    description: 'Readings of the last 21 days above the present best; nothing is set until confirmed',
  }),
});

export type ConfirmPersonalBest = z.output<typeof confirmPersonalBestBody>;
