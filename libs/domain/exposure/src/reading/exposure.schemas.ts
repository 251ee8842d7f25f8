import { localDay, storedInstant } from '@soomcare/member-rows';
import { daysInRange } from '@soomcare/time';
import { z } from 'zod';

import { grades } from '../air/grades.ts';
import { regionCodes } from '../regions/regions.ts';
import { pollenKinds, pollenLevels } from '../sources/exposure-source.ts';

const MAX_DAYS = 92;

export const exposureQuery = z
  .strictObject({ from: localDay, to: localDay })
  .refine(({ from, to }) => from <= to, { path: ['to'], message: 'to lies before from' })
  .refine(({ from, to }) => daysInRange(from, to) <= MAX_DAYS, { path: ['to'], message: 'at most 92 days' });
export type ExposureQuery = z.output<typeof exposureQuery>;

const regionCode = z.enum(regionCodes).meta({ example: 'seoul' });

export const chooseRegionBody = z.strictObject({ region: regionCode }).meta({ id: 'ChooseExposureRegion' });

export const regionList = z
  .object({ items: z.array(z.object({ code: regionCode, name: z.string().meta({ example: '서울' }) })) })
  .meta({ id: 'ExposureRegionList' });

const gradedValue = (unit: string) =>
  z.object({ value: z.number().meta({ description: unit }), grade: z.enum(grades) }).nullable();
const particles = gradedValue('µg/m³');
const ozone = gradedValue('ppm');
const grade = z.enum(grades).nullable().meta({ description: 'The worst of the three; null without a value' });

const exposureDay = z.object({
  date: z.iso.date().meta({ description: 'In Korea' }),
  grade,
  pm10: particles.meta({ description: 'Mean of the day’s hours' }),
  pm25: particles.meta({ description: 'Mean of the day’s hours' }),
  o3: ozone.meta({ description: 'The day’s highest hour' }),
  hours: z.int().meta({ description: 'How many hours of the day are known, 0–24' }),
  pollen: z.array(
    z.object({ kind: z.enum(pollenKinds), level: z.enum(pollenLevels), issuedAt: storedInstant }),
  ),
});

export const exposureView = z
  .object({
    available: z.boolean().meta({ description: 'False where this server has no source of such figures' }),
    region: regionCode
      .nullable()
      .meta({ description: 'Null until one is chosen: then there are no figures' }),
    attribution: z.array(z.string()).meta({ description: 'To be shown beside the figures' }),
    latest: z
      .object({ measuredAt: storedInstant, grade, pm10: particles, pm25: particles, o3: ozone })
      .nullable()
      .meta({
        description:
          'The newest hour of the last three, graded as AirKorea does: particles by the predicted mean of 24 hours, ozone by the hour',
      }),
    days: z.array(exposureDay),
  })
  .meta({ id: 'Exposure', description: 'Air and pollen of a region; no statement about somebody’s health' });

export type ExposureView = z.input<typeof exposureView>;
export type ExposureDay = ExposureView['days'][number];
