import { HISTORIES } from './population.js';
import { BATCH_ROWS } from './requests.js';

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
    goal: 'P1',
    title: 'the same, against an R that reads the doses as well',
    ours: 'calendar',
    theirs: 'calendar-doses R',
    least: 0.85,
    aside: true,
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
