import { faint, line } from '../palette.ts';

/** In points, as wide as the page between its margins. */
export const CHART_WIDTH = 515;
/** Where the plot ends. */
export const RIGHT = CHART_WIDTH - 6;
/** Room for the figures of the axis. */
export const LEFT = 34;
const AXIS_HEIGHT = 14;
const MAX_DAY_LABELS = 9;

/** Two decimals: the same picture byte for byte, and a short file. */
const round = (value: number) => Math.round(value * 100) / 100;

type Attributes = Readonly<Record<string, string | number>>;

/** Only our own words and numbers go in here, never what a member wrote. */
export const element = (name: string, attributes: Attributes, content = ''): string => {
  const written = Object.entries(attributes).map(
    ([key, value]) => `${key}="${typeof value === 'number' ? round(value) : value}"`,
  );
  return `<${name} ${written.join(' ')}>${content}</${name}>`;
};

export const label = (x: number, y: number, words: string, different: Attributes = {}): string =>
  element('text', { x, y, 'font-family': 'NotoSansKR', 'font-size': 7, fill: faint, ...different }, words);

export const rule = (x1: number, y1: number, x2: number, y2: number, different: Attributes = {}): string =>
  element('line', { x1, y1, x2, y2, stroke: line, 'stroke-width': 0.5, ...different });

/** Many shapes of one look as one element: a year of days would cost a second to parse one by one. */
export const path = (strokes: readonly string[], look: Attributes): string =>
  strokes.length === 0 ? '' : element('path', { d: strokes.join(''), ...look });

export const stroke = (x: number, y1: number, y2: number): string => `M${round(x)} ${round(y1)}V${round(y2)}`;

/** So short that only its round ends show. */
export const dot = (x: number, y: number): string => `M${round(x)} ${round(y)}h0.01`;

export const box = (x: number, y: number, width: number, height: number): string =>
  `M${round(x)} ${round(y)}h${round(width)}v${round(height)}h${round(-width)}z`;

/** Where each day stands: the middle of its column, and how wide that is. */
export const dayScale = (days: number) => {
  const width = (RIGHT - LEFT) / days;
  return {
    width,
    left: (index: number) => LEFT + index * width,
    middle: (index: number) => LEFT + (index + 0.5) * width,
  };
};

/** A chart's frame with a date under every few days. @param height of the plot, without the dates */
export const framed = (dates: readonly string[], height: number, marks: readonly string[]): string => {
  const { middle } = dayScale(dates.length);
  const step = Math.ceil(dates.length / MAX_DAY_LABELS);
  const ticks = dates.flatMap((date, index) =>
    index % step === 0
      ? [
          rule(middle(index), height, middle(index), height + 3),
          label(middle(index), height + 10, date.slice(5).replace('-', '/'), { 'text-anchor': 'middle' }),
        ]
      : [],
  );
  const axis = rule(LEFT, height, RIGHT, height, { stroke: faint });

  return element(
    'svg',
    { xmlns: 'http://www.w3.org/2000/svg', width: CHART_WIDTH, height: height + AXIS_HEIGHT },
    [...marks, axis, ...ticks].join(''),
  );
};
