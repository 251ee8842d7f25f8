import { type ReportDay, type Zone, zones } from '../../document/report-document.schemas.ts';
import { accent, zoneInk, zonePaper } from '../palette.ts';
import { dayScale, dot, element, framed, label, LEFT, path, RIGHT, rule, stroke } from './svg.ts';

const HEIGHT = 170;
/** For half of the uppermost figure of the axis. */
const HEADROOM = 5;
const STEP = 100;
/** As the zones of the action plans go: green from 80 % of the best, red below 50 %. */
const GREEN_FROM = 0.8;
const RED_BELOW = 0.5;
/** Dots of a whole year stay apart from each other. */
const [MIN_DOT, MAX_DOT] = [1.6, 4.4];

type DayWithReading = { readonly index: number; readonly reading: NonNullable<ReportDay['peakFlow']> };

/** The axis begins and ends at a full hundred around all that is shown. */
const rangeOf = (readings: readonly DayWithReading[], best: number | null) => {
  const all = readings.flatMap(({ reading }) => [reading.min, reading.max]);
  const bottom = Math.floor((Math.min(...all, ...(best ? [best * RED_BELOW] : [])) - 10) / STEP) * STEP;
  const top = Math.ceil((Math.max(...all, best ?? 0) + 10) / STEP) * STEP;
  return { bottom: Math.max(0, bottom), top };
};

/** Each day's lowest and highest reading over the zones of the newest personal best. Empty without a reading. */
export const peakFlowChart = (days: readonly ReportDay[], best: number | null): string => {
  const readings = days.flatMap(({ peakFlow }, index) => (peakFlow ? [{ index, reading: peakFlow }] : []));
  if (readings.length === 0) return '';

  const { bottom, top } = rangeOf(readings, best);
  const y = (litres: number) => HEIGHT - ((litres - bottom) / (top - bottom)) * (HEIGHT - HEADROOM);
  const { middle, width } = dayScale(days.length);

  const band = (zone: Zone, from: number, to: number) => {
    const [low, high] = [Math.max(from, bottom), Math.min(to, top)];
    if (high <= low) return '';
    const place = { x: LEFT, y: y(high), width: RIGHT - LEFT, height: y(low) - y(high) };
    return element('rect', { ...place, fill: zonePaper[zone] });
  };
  const bands =
    best === null
      ? []
      : [
          band('green', GREEN_FROM * best, top),
          band('yellow', RED_BELOW * best, GREEN_FROM * best),
          band('red', bottom, RED_BELOW * best),
        ];

  const grid = Array.from({ length: (top - bottom) / STEP + 1 }, (_, step) => bottom + step * STEP).flatMap(
    (litres) => [
      rule(LEFT, y(litres), RIGHT, y(litres), { 'stroke-dasharray': '1 2' }),
      label(LEFT - 4, y(litres) + 2.5, String(litres), { 'text-anchor': 'end' }),
    ],
  );
  const bestLine =
    best === null ? [] : [rule(LEFT, y(best), RIGHT, y(best), { stroke: accent, 'stroke-dasharray': '4 2' })];

  const dots = {
    fill: 'none',
    'stroke-linecap': 'round',
    'stroke-width': Math.min(MAX_DOT, Math.max(MIN_DOT, width / 1.3)),
  };
  const readingsIn = (wanted: Zone | null) => readings.filter(({ reading: { zone } }) => zone === wanted);
  const highest = readings.map(({ index, reading: { max } }) => dot(middle(index), y(max)));
  // A line of its zone's colour: in a year of days the dots are too small to show one.
  const marksIn = (zone: Zone | null, ink: string) => [
    path(
      readingsIn(zone).map(({ index, reading: { min, max } }) => stroke(middle(index), y(max), y(min))),
      { stroke: ink, 'stroke-width': 0.8, fill: 'none' },
    ),
    path(
      readingsIn(zone).map(({ index, reading: { min } }) => dot(middle(index), y(min))),
      { stroke: ink, ...dots },
    ),
  ];
  const marks = [
    ...marksIn(null, accent),
    ...zones.flatMap((zone) => marksIn(zone, zoneInk[zone])),
    path(highest, { stroke: accent, ...dots }),
  ];

  return framed(
    days.map(({ date }) => date),
    HEIGHT,
    [...bands, ...grid, ...bestLine, ...marks],
  );
};
