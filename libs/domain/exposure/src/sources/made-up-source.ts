import { createHash } from 'node:crypto';

import { seoulDayOf } from '@soomcare/time';

import type { RegionCode } from '../regions/regions.ts';
import { type AirReading, type ExposureSource, pollenLevels } from './exposure-source.ts';

const HOUR_MS = 60 * 60 * 1000;

/** 0 to 1, the same for the same words. */
const chance = (...words: (string | number)[]): number =>
  createHash('sha256').update(words.join('|')).digest().readUInt32BE(0) / 2 ** 32;

/** One made-up hour: each day has a level of its own, and ozone follows the sun. */
export const madeUpHour = (region: RegionCode, at: Date): AirReading => {
  const measuredAt = new Date(Math.floor(at.getTime() / HOUR_MS) * HOUR_MS);
  const day = seoulDayOf(measuredAt);
  const hour = (measuredAt.getUTCHours() + 9) % 24;
  const wobble = 0.8 + 0.4 * chance(region, measuredAt.toISOString());
  const pm25 = (8 + 60 * chance(region, day, 'pm25') ** 3) * wobble;
  const pm10 = pm25 * (1.6 + chance(region, day, 'pm10'));
  const o3 = 0.012 + 0.05 * chance(region, day, 'o3') * Math.max(0, Math.sin(((hour - 6) / 14) * Math.PI));

  return { measuredAt, pm10, pm25, o3, stations: 1, raw: JSON.stringify({ madeUp: true, pm10, pm25, o3 }) };
};

/** For development: figures that nobody has measured, and that say so. */
export const createMadeUpSource = (now: () => Date): ExposureSource => ({
  name: 'made-up',
  attribution: ['개발용 가상 자료: 측정값이 아님 (made-up figures for development)'],
  latestAir: ({ code }) => Promise.resolve(madeUpHour(code, now())),
  pollenOf({ code }, kind, issuedAt) {
    const date = seoulDayOf(issuedAt);
    const level = pollenLevels[Math.floor(chance(code, kind, date) * pollenLevels.length)] ?? 'low';
    return Promise.resolve({ forecasts: [{ date, level }], raw: JSON.stringify({ madeUp: true, level }) });
  },
});
