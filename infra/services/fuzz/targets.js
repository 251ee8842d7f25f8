import { openSomeRecords, openStaffSessions } from './staff-sessions.js';

/**
 * @typedef {object} Target an app and how the fuzzer gets in
 * @property {string} app a folder of `apps/`
 * @property {string} hooks a module beside this file
 * @property {string[]} sessionEnding operations that end the session they are called with, or others’: run among the
 *   rest they would leave it with 401 only
 * @property {(scratch: { origin: string, env: import('./scratch-apps.js').Env }) => Promise<NodeJS.ProcessEnv>} logIn
 *   before each pass; what the hooks are told
 */

/** Each withdrawal that succeeds uses up a demo member, and there are forty. */
const demoMembers = [
  'demo',
  ...Array.from({ length: 39 }, (_, i) => `demo${String(i + 2).padStart(2, '0')}`),
];

/** More than one pass ends. */
const sessionsOfEachStaff = 12;

/** @type {Target[]} */
export const targets = [
  {
    app: 'api',
    hooks: 'member_hooks',
    sessionEnding: [
      'logOut',
      'logOutEverywhere',
      'endSession',
      'withdraw',
      'changePassword',
      'refreshTokens',
    ],
    logIn: async ({ env }) => ({
      FUZZ_EMAILS: demoMembers.map((name) => `${name}@soomcare.example`).join(),
      FUZZ_PASSWORD: env['DEMO_PASSWORD'],
    }),
  },
  {
    app: 'backoffice',
    hooks: 'staff_hooks',
    sessionEnding: ['staffLogOut', 'staffUpdateAccount'],
    async logIn({ origin, env }) {
      const sessions = await openStaffSessions({ origin, env, each: sessionsOfEachStaff });
      const members = await openSomeRecords(origin, sessions);

      return { FUZZ_SESSIONS: JSON.stringify(sessions), FUZZ_MEMBERS: members.join() };
    },
  },
];
