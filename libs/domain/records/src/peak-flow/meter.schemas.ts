import { z } from 'zod';

import { BLOW_LITRES_PER_MINUTE } from './plausibility.ts';

/** Printed on the meter; Wright scales read up to 80 L/min higher, so scales are never mixed (spirxpert.com, peakflow.com). */
export const meterScales = ['EU', 'WRIGHT', 'ATS', 'UNKNOWN'] as const;
export type MeterScale = (typeof meterScales)[number];

export const MAX_METER_ID = 64;

/** Chosen by the client: a serial number or a name. Nothing here looks it up, it only keeps meters apart. */
export const meterId = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$/)
  .meta({
    description: 'Tells the member’s meters apart: a serial number or a name',
    example: 'mini-wright-1',
  });

export const litresPerMinute = z.int().min(BLOW_LITRES_PER_MINUTE.min).max(BLOW_LITRES_PER_MINUTE.max);
