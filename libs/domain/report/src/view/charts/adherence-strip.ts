import type { ReportDay } from '../../document/report-document.schemas.ts';
import { amber, paper, zoneInk } from '../palette.ts';
import { box, dayScale, framed, path } from './svg.ts';

const HEIGHT = 20;
const GAP_SHARE = 0.12;

const looks = {
  full: { fill: zoneInk.green },
  part: { fill: amber },
  missed: { fill: zoneInk.red },
  unplanned: { fill: paper },
};

const lookOf = (doses: ReportDay['doses']): keyof typeof looks => {
  if (!doses || doses.expected === 0) return 'unplanned';
  if (doses.taken >= doses.expected) return 'full';

  return doses.taken > 0 ? 'part' : 'missed';
};

/** A box a day: all taken, some, missed, or a pale one with nothing planned. Empty where no day had a dose. */
export const adherenceStrip = (days: readonly ReportDay[]): string => {
  if (!days.some(({ doses }) => doses && doses.expected > 0)) return '';

  const { left, width } = dayScale(days.length);
  const boxes = days.map(({ doses }, index) => ({
    look: lookOf(doses),
    shape: box(left(index), 2, width * (1 - GAP_SHARE), HEIGHT - 4),
  }));
  const paths = Map.groupBy(boxes, ({ look }) => look)
    .entries()
    .map(([look, ofLook]) =>
      path(
        ofLook.map(({ shape }) => shape),
        looks[look],
      ),
    );

  return framed(
    days.map(({ date }) => date),
    HEIGHT,
    [...paths],
  );
};
