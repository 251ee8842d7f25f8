import type { ReportDay } from '../../document/report-document.schemas.ts';
import { accent } from '../palette.ts';
import { box, dayScale, framed, label, LEFT, path, RIGHT, rule } from './svg.ts';

const HEIGHT = 70;
/** For half of the uppermost figure of the axis. */
const HEADROOM = 5;
/** So that two puffs a day do not look like an emergency. */
const LEAST_TOP = 4;

/** Puffs a day as needed; nothing where there were none. Empty without any. */
export const relieverBars = (days: readonly ReportDay[]): string => {
  const puffs = days.map(({ reliever }) => reliever?.puffs ?? 0);
  const most = Math.max(...puffs);
  if (most === 0) return '';

  const top = Math.max(LEAST_TOP, 2 * Math.ceil(most / 2));
  const y = (count: number) => HEIGHT - (count / top) * (HEIGHT - HEADROOM);
  const { left, width } = dayScale(days.length);
  const grid = [top / 2, top].flatMap((count) => [
    rule(LEFT, y(count), RIGHT, y(count), { 'stroke-dasharray': '1 2' }),
    label(LEFT - 4, y(count) + 2.5, String(count), { 'text-anchor': 'end' }),
  ]);
  const bars = puffs.flatMap((count, index) =>
    count === 0 ? [] : [box(left(index) + width * 0.15, y(count), width * 0.7, HEIGHT - y(count))],
  );

  return framed(
    days.map(({ date }) => date),
    HEIGHT,
    [...grid, path(bars, { fill: accent })],
  );
};
