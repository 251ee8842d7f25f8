import { timingSafeEqual } from 'node:crypto';

import type { Request, RequestHandler } from 'express';

import type { StaffActor } from './access.ts';
import { httpErrors } from './errors.ts';

/**
 * `__Host-`: only this host can set it, over TLS, for every path (RFC 6265bis, 4.1.3.2).
 * Without TLS, which only development is, Safari refuses Secure cookies: there the name has no prefix.
 */
export const STAFF_COOKIE = '__Host-soomcare-staff';
const PLAIN_HTTP_COOKIE = 'soomcare-staff';

export const CSRF_HEADER = 'X-CSRF-Token';

/** Opaque tokens are 43 characters; refusing more keeps hashing cheap. */
const TOKEN = /^[A-Za-z0-9_-]{43}$/;
const CHALLENGE = { headers: { 'WWW-Authenticate': 'Cookie realm="soomcare staff"' } };
const SAFE_METHODS: readonly string[] = ['GET', 'HEAD', 'OPTIONS'];

export interface StaffCookie {
  /** `Set-Cookie` that carries a session's token until the browser closes or the server ends it. */
  carry(token: string): string;
  /** `Set-Cookie` that takes it away. */
  clear(): string;
  /** The token of a request, or null; a cookie that came twice is none. */
  read(cookieHeader: string | undefined): string | null;
}

/** @param secure false only where the page is served by plain http: development */
export const createStaffCookie = ({ secure }: { secure: boolean }): StaffCookie => {
  const name = secure ? STAFF_COOKIE : PLAIN_HTTP_COOKIE;
  const attributes = `Path=/; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`;

  return {
    carry: (token) => `${name}=${token}; ${attributes}`,
    clear: () => `${name}=; Max-Age=0; ${attributes}`,
    read(cookieHeader = '') {
      const values = cookieHeader
        .split(';')
        .map((pair) => pair.trim())
        .filter((pair) => pair.startsWith(`${name}=`))
        .map((pair) => pair.slice(name.length + 1));
      const [token] = values;
      return values.length === 1 && token !== undefined && TOKEN.test(token) ? token : null;
    },
  };
};

/** Whose session a token is; null when it is not (any more) valid, an error when that cannot be told. */
export type VerifyStaffSession = (token: string) => Promise<StaffActor | null>;

const isSame = (given: string, right: string) => {
  const [a, b] = [Buffer.from(given), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
};

/** Browsers name the page that sends a changing request; whoever names none is no browser and has no cookie jar. */
const isFromOwnPage = (request: Request): boolean => {
  const site = request.get('Sec-Fetch-Site');
  if (site !== undefined && site !== 'same-origin') return false;

  const origin = request.get('Origin');
  return origin === undefined || URL.parse(origin)?.host === request.get('Host');
};

/** Before every route of a cookie API, log-in among them: nothing is changed on behalf of another site's page. */
export const refuseForeignPages: RequestHandler = (request, _response, next) => {
  if (!SAFE_METHODS.includes(request.method) && !isFromOwnPage(request))
    throw httpErrors.ORIGIN_NOT_ALLOWED();
  next();
};

/** The middleware that lets only a live staff session through; a change must carry the session's CSRF token too. */
export const createStaffGuard =
  (verify: VerifyStaffSession, cookie: StaffCookie): RequestHandler =>
  async (request, _response, next) => {
    const token = cookie.read(request.headers.cookie);
    const actor = token === null ? null : await verify(token);
    if (!actor) throw httpErrors.LOG_IN_REQUIRED(CHALLENGE);
    if (!SAFE_METHODS.includes(request.method) && !isSame(request.get(CSRF_HEADER) ?? '', actor.csrfToken)) {
      throw httpErrors.CSRF_REFUSED();
    }

    request.user = actor;
    next();
  };
