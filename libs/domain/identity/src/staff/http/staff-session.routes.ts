import { anyone, type Endpoint, endpoint, httpErrors, Reply, staff, type StaffCookie } from '@soomcare/http';

import { type StaffLogInService, STAFF_LOG_IN_PER_ADDRESS } from '../sessions/staff-log-in.service.ts';
import {
  challengeView,
  presentChallenge,
  presentStaffSession,
  staffConfirmBody,
  staffLogInBody,
  staffSessionView,
} from '../sessions/staff-session.schemas.ts';
import type { NewSession, StaffSessionService } from '../sessions/staff-session.service.ts';
import { staffErrors } from '../staff.errors.ts';

const tag = 'Session';

/** Log-in in two steps, and the session that follows from it in a cookie. */
export const staffSessionRoutes = ({
  logIns,
  sessions,
  cookie,
}: {
  logIns: StaffLogInService;
  sessions: StaffSessionService;
  cookie: StaffCookie;
}): Endpoint[] => {
  const withCookie = ({ token, actor }: NewSession) =>
    new Reply(presentStaffSession(actor), { 'Set-Cookie': cookie.carry(token) });

  const logOut = async (sessionId: string) => {
    await sessions.logOut(sessionId);
    return new Reply<void>(undefined, { 'Set-Cookie': cookie.clear() });
  };

  return [
    endpoint(
      {
        method: 'post',
        path: '/auth/sessions',
        operationId: 'staffLogIn',
        summary: 'First step: e-mail address and password',
        tag,
        access: anyone('the password is the proof'),
        limit: STAFF_LOG_IN_PER_ADDRESS,
        body: staffLogInBody,
        response: challengeView,
        errors: [staffErrors.STAFF_LOG_IN_FAILED, httpErrors.ORIGIN_NOT_ALLOWED],
      },
      async ({ body, call }) => presentChallenge(await logIns.start(body, call.userAgent)),
    ),
    endpoint(
      {
        method: 'post',
        path: '/auth/sessions/totp',
        operationId: 'staffConfirmLogIn',
        summary: 'Second step: a code of the authenticator app; the session comes as a cookie',
        tag,
        access: anyone('the challenge and the code are the proof'),
        limit: STAFF_LOG_IN_PER_ADDRESS,
        body: staffConfirmBody,
        status: 201,
        response: staffSessionView,
        errors: [staffErrors.STAFF_CODE_REFUSED, httpErrors.ORIGIN_NOT_ALLOWED],
      },
      async ({ body, call }) => withCookie(await logIns.finish(body, call.userAgent)),
    ),
    endpoint(
      {
        method: 'get',
        path: '/auth/session',
        operationId: 'staffGetSession',
        summary: 'Who I am, what I may do, and the CSRF token of this session',
        tag,
        access: staff({ permission: null }),
        response: staffSessionView,
      },
      ({ actor }) => Promise.resolve(presentStaffSession(actor)),
    ),
    endpoint(
      {
        method: 'delete',
        path: '/auth/session',
        operationId: 'staffLogOut',
        summary: 'Log out',
        tag,
        access: staff({ permission: null }),
      },
      ({ actor }) => logOut(actor.sessionId),
    ),
  ];
};
