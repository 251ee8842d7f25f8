import { HISTORIES } from './population.js';
import {
  adherenceOfMonth,
  batches,
  calendarMonth,
  calendarMonthWithDoses,
  creates,
  dosesOfDay,
  inAnyOrder,
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
import { requestsFile, writeRequests } from './wrk.js';

/** Of calls that take tens of milliseconds of everything: with many at once none would end within a round. */
const longCalls = { connections: 4, seconds: 10 };

/** Of ten members only: their sessions' copies are there after ten requests. */
const fewMembers = { seconds: 3, leadIn: undefined };

/**
 * What each case sends. Twins send the same requests to different servers.
 * @param {{ servers: Record<'product' | 'session' | 'reference', import('./servers.js').Server>, tokens: () => string[],
 *   forgetVersions: () => Promise<void>, reopenDoses: () => Promise<void> }} parts
 * @returns {import('./driver.js').Case[]}
 */
export function createCases({ servers, tokens, forgetVersions, reopenDoses }) {
  const list = () => reads(tokens(), monthList);
  const calendar = () => reads(tokens(), calendarMonth);
  const calendarWithDoses = () => reads(tokens(), calendarMonthWithDoses);
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
    [name, 'product', makeFor(servers.product.origin), fewMembers],
    [`${name} R`, 'reference', makeFor(servers.reference.origin), fewMembers],
  ];

  /** @type {[string, 'product' | 'session' | 'reference', () => any, Partial<import('./driver.js').Case>?][]} */
  const rows = [
    ['list', 'product', list],
    ['list R', 'reference', list],
    ['list-unchanged', 'product', unchanged(list)],
    ['calendar', 'product', calendar],
    ['calendar R', 'reference', calendar],
    ['calendar-doses R', 'reference', calendarWithDoses],
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
    ['push', 'product', () => pushes(tokens()), longCalls],
    ['push R', 'reference', () => pushes(tokens()), longCalls],
    ['batch R', 'reference', () => batches(tokens()), longCalls],
    ...HISTORIES.flatMap((history) => {
      const members = () => tokens().slice(history.firstMember, history.firstMember + history.members);
      const insights = () => reads(members(), insightsOfMonth);
      const month = () => reads(members(), calendarMonth);
      const report = () => reportsOfMonth(members());
      const named = (name) => `${name}-${history.years}y`;
      return [
        ...inTwins(named('insights'), () => insights),
        [`${named('insights')}-unchanged`, 'product', unchanged(insights), fewMembers],
        ...inTwins(named('calendar'), () => month),
        ...inTwins(named('report'), () => report),
        ...inTwins(named('pull'), (origin) => {
          const reached = new Map();
          return () => pulls(origin, members(), reached);
        }),
      ];
    }),
  ];

  return rows.map(([name, server, make, load]) => {
    const file = name.replaceAll(' ', '-');
    return {
      name,
      server,
      origin: servers[server].origin,
      leadIn: requestsFile(`${file}-lead-in`),
      ...load,
      async requests() {
        const requests = inAnyOrder(await make());
        // From the other end, so that what can be done only once is left for the run that counts.
        writeRequests(`${file}-lead-in`, requests.toReversed());
        return writeRequests(file, requests);
      },
    };
  });
}
