import { circumstances, circumstancesInWords, saveFigures, tableInMarkdown } from './saved-figures.js';

/** Goal P8: what a deep page may cost against the first one, and what it gains against OFFSET. */
const MOST_DEEP_TO_FIRST = 1.5;
const LEAST_GAIN = 15;

/** @typedef {Awaited<ReturnType<typeof import('./community-pages.js').measurePages>>} List */

const sorts = (/** @type {string} */ plan) => plan.includes('Sort');

/** @param {List} list */
const isMet = ({ plans, deepToFirst, offsetToDeep, leafing }) =>
  !sorts(plans.first) &&
  !sorts(plans.deep) &&
  deepToFirst <= MOST_DEEP_TO_FIRST &&
  offsetToDeep >= LEAST_GAIN &&
  leafing.ratio >= LEAST_GAIN;

/**
 * @param {{ options: { posts: number, comments: number, seconds: number }, lists: List[], strangers: number }} parts
 *   strangers: per cent of a core that whatever else ran had meanwhile
 */
export const collectPageFigures = ({ options: { posts, comments, seconds }, lists, strangers }) => ({
  ...circumstances(strangers),
  run: { posts, comments, seconds },
  lists: lists.map((list) => ({ ...list, isMet: isMet(list) })),
  isMet: lists.every(isMet),
});

/** @param {ReturnType<typeof collectPageFigures>} figures */
export function pagesInMarkdown({ lists, isMet: isAllMet, ...taken }) {
  const head = [
    ...['list', 'depth', 'first page, p50 ms', 'page at depth, p50 ms', 'OFFSET, p50 ms'],
    `depth/first (≤ ${MOST_DEEP_TO_FIRST})`,
    `OFFSET/ours (≥ ${LEAST_GAIN})`,
    'leafing, pages/s: ours, OFFSET',
    `ratio (≥ ${LEAST_GAIN})`,
    'sorts: first, at depth, OFFSET',
    'verdict',
  ];
  const rows = lists.map(
    ({ name, rows: all, depth, p50, deepToFirst, offsetToDeep, leafing, plans, ...list }) => [
      ...[name, `${depth} of ${all}`, ...[p50.first, p50.deep, p50.offset].map((ms) => ms.toFixed(2))],
      `**${deepToFirst.toFixed(2)}**`,
      `**${offsetToDeep.toFixed(0)}**`,
      `${leafing.ours.toFixed(0)}, ${leafing.offset.toFixed(0)}`,
      `**${leafing.ratio.toFixed(1)}**`,
      Object.values(plans)
        .map((plan) => (sorts(plan) ? 'yes' : 'no'))
        .join(', '),
      list.isMet ? 'met' : 'missed',
    ],
  );
  const { callers = 0, below = 0 } = lists[0]?.leafing ?? {};

  return [
    circumstancesInWords(taken),
    tableInMarkdown(head, rows),
    `Leafing: ${callers} callers at once, each page at a depth below ${below}. P8: **${isAllMet ? 'met' : 'missed'}**.`,
    'Plans of the pages at depth:',
    lists.map(({ name, plans }) => `${name}\n\n\`\`\`\n${plans.deep}\n\`\`\``).join('\n\n'),
  ].join('\n\n');
}

/** @param {ReturnType<typeof collectPageFigures>} figures */
export const savePageFigures = (figures) =>
  saveFigures('community', {
    title: 'Community: pages at depth (P8)',
    figures,
    markdown: pagesInMarkdown(figures),
  });
