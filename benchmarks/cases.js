import { HISTORIES } from './population.js';
import {
  adherenceOfMonth,
  BATCH_ROWS,
  batches,
  calendarMonth,
  creates,
  dosesOfDay,
  insightsOfMonth,
  monthList,
  openReadsByKey,
  peakFlow,
  pulls,
  pushes,
  reads,
  readsByKey,
  reportsOfMonth,
  symptomRecord,
  takings,
  withTags,
} from './requests.js';
import { writeRequests } from './wrk.js';

/**
 * @typedef {object} Comparison one goal: what of ours against what of theirs
 * @property {string} goal
 * @property {string} title
 * @property {string | null} ours a case's name; null where the product has no such call yet
 * @property {string} theirs
 * @property {number} least ratio that passes
 * @property {number} [stretch]
 * @property {boolean} [aside] told beside the goal, which another row decides
 */

/** @param {string} name */
const twins = (name) => ({ ours: name, theirs: `${name} R`, least: 0.85 });

/** @type {Comparison[]} */
export const comparisons = [
  {
    goal: 'P1',
    title: 'a month of one table, 30 rows',
    ours: 'list',
    theirs: 'list R',
    least: 0.85,
    stretch: 1.1,
  },
  {
    goal: 'P1',
    title: 'the calendar month, 45 rows of 5 tables',
    ours: 'calendar',
    theirs: 'calendar R',
    least: 0.85,
    stretch: 1.1,
  },
  {
    goal: 'P2',
    title: 'create, one durable INSERT (symptoms)',
    ours: 'create',
    theirs: 'create R',
    least: 0.85,
    stretch: 2,
  },
  {
    goal: 'P2',
    title: 'create with two reads before (peak flow)',
    ours: 'create-pef',
    theirs: 'create-pef R',
    least: 0.85,
    stretch: 2,
  },
  {
    goal: 'P3',
    title: 'one record by key (symptoms)',
    ours: 'key',
    theirs: 'key R',
    least: 0.8,
    stretch: 1.3,
  },
  {
    goal: 'P3',
    title: 'the same, against R without a log-in',
    ours: 'key',
    theirs: 'key-open R',
    least: 0.8,
    stretch: 1.3,
    aside: true,
  },
  {
    goal: 'P3',
    title: 'one record by key and its zone (peak flow)',
    ours: 'key-pef',
    theirs: 'key-pef R',
    least: 0.8,
    stretch: 1.3,
  },
  {
    goal: 'P4',
    title: 'log-in check and session alone',
    ours: 'session',
    theirs: 'session R',
    least: 0.9,
    stretch: 1.3,
  },
  {
    goal: 'P5',
    title: `${BATCH_ROWS} rows by one call of sync, each a transaction, against one INSERT`,
    ours: 'push',
    theirs: 'batch R',
    least: 0.85,
    stretch: 0.95,
  },
  {
    goal: 'P5',
    title: `${BATCH_ROWS} rows by one call of sync, against the same transactions`,
    ours: 'push',
    theirs: 'push R',
    least: 0.85,
  },
  { goal: 'P1', title: 'the doses of a day', ours: 'doses', theirs: 'doses R', least: 0.85 },
  { goal: 'P1', title: 'adherence of 30 days', ours: 'adherence', theirs: 'adherence R', least: 0.85 },
  { goal: 'P2', title: 'take a dose, one transaction', ours: 'take', theirs: 'take R', least: 0.85 },
  {
    goal: 'P11',
    title: 'unchanged calendar re-read, against R’s calendar',
    ours: 'calendar-unchanged',
    theirs: 'calendar R',
    least: 6,
    stretch: 8,
  },
  {
    goal: 'P11',
    title: 'unchanged list re-read, against R’s list',
    ours: 'list-unchanged',
    theirs: 'list R',
    least: 6,
    stretch: 8,
    aside: true,
  },
  ...HISTORIES.flatMap(({ years }) => [
    { goal: 'P1', title: `insights of a month after ${years} years`, ...twins(`insights-${years}y`) },
    { goal: 'P1', title: `the calendar month after ${years} years`, ...twins(`calendar-${years}y`) },
    { goal: 'P2', title: `a report of a month after ${years} years`, ...twins(`report-${years}y`) },
    { goal: 'P1', title: `a pull with nothing new after ${years} years`, ...twins(`pull-${years}y`) },
  ]),
  ...['insights', 'calendar', 'report', 'pull'].map((name) => ({
    goal: 'history',
    title: `${name}, ten years against one`,
    ours: `${name}-10y`,
    theirs: `${name}-1y`,
    least: 0.85,
  })),
  {
    goal: 'P11',
    title: 'unchanged insights re-read, against R’s insights',
    ours: 'insights-3y-unchanged',
    theirs: 'insights-3y R',
    least: 6,
  },
];

/** Largest p99/p50 that passes goal P13, and of which cases. */
export const tails = { most: 4, stretch: 2.5, of: ['list', 'calendar', 'create', 'create-pef'] };

/**
 * What each case sends. Twins send the same requests to different servers.
 * @param {{ servers: Record<'product' | 'session' | 'reference', import('./servers.js').Server>, tokens: () => string[],
 *   forgetVersions: () => Promise<void>, reopenDoses: () => Promise<void> }} parts
 * @returns {import('./driver.js').Case[]}
 */
export function createCases({ servers, tokens, forgetVersions, reopenDoses }) {
  const list = () => reads(tokens(), monthList);
  const calendar = () => reads(tokens(), calendarMonth);
  const create = () => creates(tokens(), '/v1/symptom-records', symptomRecord);
  const createPeakFlow = () => creates(tokens(), '/v1/peak-flows', peakFlow);
  const key = () => readsByKey(tokens(), 'symptom_records');
  const keyPeakFlow = () => readsByKey(tokens(), 'peak_flows');
  const session = () => reads(tokens(), '/v1/session');
  const unchanged = (make) => async () => {
    await forgetVersions();
    return withTags(servers.product.origin, make());
  };
  const doses = () => reads(tokens(), dosesOfDay);
  const adherence = () => reads(tokens(), adherenceOfMonth);
  const take = async () => {
    await reopenDoses();
    return takings(tokens());
  };

  /** @param {string} name @param {(origin: string) => () => any} makeFor */
  const inTwins = (name, makeFor) => [
    [name, 'product', makeFor(servers.product.origin)],
    [`${name} R`, 'reference', makeFor(servers.reference.origin)],
  ];

  /** @type {[string, 'product' | 'session' | 'reference', () => any][]} */
  const rows = [
    ['list', 'product', list],
    ['list R', 'reference', list],
    ['list-unchanged', 'product', unchanged(list)],
    ['calendar', 'product', calendar],
    ['calendar R', 'reference', calendar],
    ['calendar-unchanged', 'product', unchanged(calendar)],
    ['create', 'product', create],
    ['create R', 'reference', create],
    ['create-pef', 'product', createPeakFlow],
    ['create-pef R', 'reference', createPeakFlow],
    ['key', 'product', key],
    ['key R', 'reference', key],
    ['key-open R', 'reference', () => openReadsByKey(tokens())],
    ['key-pef', 'product', keyPeakFlow],
    ['key-pef R', 'reference', keyPeakFlow],
    ['doses', 'product', doses],
    ['doses R', 'reference', doses],
    ['adherence', 'product', adherence],
    ['adherence R', 'reference', adherence],
    ['take', 'product', take],
    ['take R', 'reference', take],
    ['session', 'session', session],
    ['session R', 'reference', session],
    ['push', 'product', () => pushes(tokens())],
    ['push R', 'reference', () => pushes(tokens())],
    ['batch R', 'reference', () => batches(tokens())],
    ...HISTORIES.flatMap((history) => {
      const members = () => tokens().slice(history.firstMember, history.firstMember + history.members);
      const insights = () => reads(members(), insightsOfMonth);
      const month = () => reads(members(), calendarMonth);
      const report = () => reportsOfMonth(members());
      const named = (name) => `${name}-${history.years}y`;
      return [
        ...inTwins(named('insights'), () => insights),
        [`${named('insights')}-unchanged`, 'product', unchanged(insights)],
        ...inTwins(named('calendar'), () => month),
        ...inTwins(named('report'), () => report),
        ...inTwins(named('pull'), (origin) => {
          const reached = new Map();
          return () => pulls(origin, members(), reached);
        }),
      ];
    }),
  ];

  return rows.map(([name, server, make]) => ({
    name,
    server,
    origin: servers[server].origin,
    requests: async () => writeRequests(name.replaceAll(' ', '-'), await make()),
  }));
}
