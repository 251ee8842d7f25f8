import type { Request, RequestHandler } from 'express';
import passport from 'passport';

import type { Actor } from './access.ts';
import { httpErrors } from './errors.ts';
import { hearMember } from './own-data.ts';

const CHALLENGE = { 'WWW-Authenticate': 'Bearer realm="soomcare"' };

/** A bearer token longer than this is no token of ours; refusing early keeps verification cheap. */
const MAX_TOKEN_CHARACTERS = 2_000;

/**
 * Checks an access token; null when it is not valid, an error when that cannot be told (database away).
 * @param onGenuine hears whose token it is before the session is looked up: what else a route wants of that member in
 * Redis then shares the round trip. Whether they may have it, the result says.
 */
export type VerifyToken = (token: string, onGenuine?: (memberId: string) => void) => Promise<Actor | null>;

/** Passport strategy for `Authorization: Bearer …` (RFC 6750, header form only: never in a URL or body). */
class BearerStrategy extends passport.Strategy {
  // Not a #private field: passport calls `authenticate` on an object derived from this one.
  private readonly verify: VerifyToken;
  override readonly name = 'member';

  constructor(verify: VerifyToken) {
    super();
    this.verify = verify;
  }

  override authenticate(request: Request) {
    const headers = request.headersDistinct['authorization'] ?? [];
    const token = /^Bearer ([A-Za-z0-9._~+/=-]+)$/.exec(headers[0] ?? '')?.[1];
    // Two headers are refused: a proxy in front may have looked at the other one.
    if (token === undefined || token.length > MAX_TOKEN_CHARACTERS || headers.length > 1) {
      this.error(httpErrors.LOG_IN_REQUIRED({ headers: CHALLENGE }));
      return;
    }

    this.verify(token, (memberId) => hearMember(request, memberId)).then(
      (actor) => {
        if (actor) this.success(actor);
        else this.error(httpErrors.LOG_IN_REQUIRED({ headers: CHALLENGE }));
      },
      (failure: unknown) => this.error(failure),
    );
  }
}

/** The middleware that lets only a live member session through. */
export const createMemberGuard = (verify: VerifyToken): RequestHandler => {
  const authenticator = new passport.Passport();
  authenticator.use(new BearerStrategy(verify));
  return authenticator.authenticate('member', { session: false }) as RequestHandler;
};
