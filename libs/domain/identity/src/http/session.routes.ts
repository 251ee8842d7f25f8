import { anyone, type Endpoint, endpoint, type Limit, member } from '@soomcare/http';

import { LOG_IN_PER_ADDRESS } from '../sessions/log-in-throttle.ts';
import type { LogInService } from '../sessions/log-in.service.ts';
import type { RefreshService } from '../sessions/refresh.service.ts';
import { sessionErrors } from '../sessions/session.errors.ts';
import {
  logInBody,
  presentSessions,
  refreshTokensBody,
  sessionParams,
  sessionsView,
  tokensView,
} from '../sessions/session.schemas.ts';
import type { SessionService } from '../sessions/session.service.ts';

interface SessionRoutesDeps {
  readonly sessions: SessionService;
  readonly logIns: LogInService;
  readonly refreshes: RefreshService;
}

/** An app refreshes every ten minutes at most; many people may share an address. */
const REFRESHES_PER_ADDRESS: Limit = { name: 'refreshes-address', points: 600, seconds: 5 * 60 };

const tag = 'Sessions';

/** Log-in, refresh, and the list of devices that are logged in. */
export const sessionRoutes = ({ sessions, logIns, refreshes }: SessionRoutesDeps): Endpoint[] => [
  endpoint(
    {
      method: 'post',
      path: '/auth/sessions',
      operationId: 'logIn',
      summary: 'Log in with e-mail address and password',
      tag,
      access: anyone('the password is the proof'),
      limit: LOG_IN_PER_ADDRESS,
      body: logInBody,
      status: 201,
      response: tokensView,
      errors: [sessionErrors.LOG_IN_FAILED],
    },
    ({ body }) => logIns.logIn(body),
  ),
  endpoint(
    {
      method: 'post',
      path: '/auth/tokens',
      operationId: 'refreshTokens',
      summary: 'Trade the refresh token for new tokens; each one works once',
      tag,
      access: anyone('the refresh token is the proof'),
      limit: REFRESHES_PER_ADDRESS,
      body: refreshTokensBody,
      response: tokensView,
      errors: [sessionErrors.REFRESH_REFUSED],
    },
    ({ body }) => refreshes.refresh(body.refreshToken),
  ),
  endpoint(
    {
      method: 'get',
      path: '/auth/sessions',
      operationId: 'listSessions',
      summary: 'Where I am logged in',
      tag,
      access: member({ ownAccount: true }),
      response: sessionsView,
    },
    async ({ actor }) => presentSessions(await sessions.list(actor.id), actor.sessionId),
  ),
  endpoint(
    {
      method: 'delete',
      path: '/auth/sessions/current',
      operationId: 'logOut',
      summary: 'Log out here',
      tag,
      access: member({ ownAccount: true }),
    },
    ({ actor }) => sessions.logOut(actor.id, actor.sessionId),
  ),
  endpoint(
    {
      method: 'delete',
      path: '/auth/sessions/{id}',
      operationId: 'endSession',
      summary: 'Log one of my devices out',
      tag,
      access: member({ ownAccount: true }),
      params: sessionParams,
      errors: [sessionErrors.SESSION_NOT_FOUND],
    },
    ({ actor, params }) => sessions.endOne(actor.id, params.id),
  ),
  endpoint(
    {
      method: 'delete',
      path: '/auth/sessions',
      operationId: 'logOutEverywhere',
      summary: 'Log out everywhere, here too',
      tag,
      access: member({ ownAccount: true }),
    },
    ({ actor }) => sessions.logOutEverywhere(actor.id),
  ),
];
