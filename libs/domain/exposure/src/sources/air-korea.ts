import { z } from 'zod';

import type { AirReading } from './exposure-source.ts';

/** A station's line; what it cannot tell is "-", empty or null. */
const station = z.object({
  dataTime: z.string().nullable(),
  pm10Value: z.string().nullish(),
  pm25Value: z.string().nullish(),
  o3Value: z.string().nullish(),
});
type Station = z.output<typeof station>;

export const airKoreaBody = z.object({ items: z.array(station.loose()) });

/** "2026-11-21 24:00" is the midnight after that day. */
const instantOf = (dataTime: string): Date | null => {
  const [, day, hour, minute] = /^(\d{4}-\d{2}-\d{2}) (\d{2}):(\d{2})$/.exec(dataTime) ?? [];
  if (!day || !hour || !minute) return null;

  const midnight = Date.parse(`${day}T00:00:00+09:00`);
  return Number.isNaN(midnight) ? null : new Date(midnight + (Number(hour) * 60 + Number(minute)) * 60_000);
};

const numberOf = (text: string | null | undefined): number | null => {
  if (!text || !/^\d+(\.\d+)?$/.test(text)) return null;
  return Number(text);
};

const meanOf = (stations: readonly Station[], valueOf: (each: Station) => string | null | undefined) => {
  const values = stations.map((each) => numberOf(valueOf(each))).filter((value) => value !== null);
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
};

/** The newest hour in a region's stations, some of which may lag behind. */
export const airReadingOf = ({ items }: z.output<typeof airKoreaBody>, raw: string): AirReading | null => {
  const timed = items.flatMap((each) => {
    const at = each.dataTime === null ? null : instantOf(each.dataTime);
    return at ? [{ each, at: at.getTime() }] : [];
  });
  if (timed.length === 0) return null;

  const newest = Math.max(...timed.map(({ at }) => at));
  const stations = timed.filter(({ at }) => at === newest).map(({ each }) => each);
  return {
    measuredAt: new Date(newest),
    pm10: meanOf(stations, ({ pm10Value }) => pm10Value),
    pm25: meanOf(stations, ({ pm25Value }) => pm25Value),
    o3: meanOf(stations, ({ o3Value }) => o3Value),
    stations: stations.length,
    raw,
  };
};
