import { createSecretKey, type KeyObject } from 'node:crypto';

import jwt from 'jsonwebtoken';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';

/** How long an access token is valid; revocation does not wait for it (see live-sessions.ts). */
export const ACCESS_TOKEN_SECONDS = 600;

const ISSUER = 'soomcare';
const AUDIENCE = 'soomcare-mobile';
const ALGORITHM = 'HS256';
/** RFC 9068: an access token is told from every other JWT by its type. */
const TYPE = 'at+jwt';
/** Our machines keep time by NTP; 5 s is generous. */
const CLOCK_LEEWAY_SECONDS = 5;
/** Checked signatures that are remembered: about 600 bytes each. */
const REMEMBERED_TOKENS = 10_000;

// Strict: a header that brings its own key (jwk, jku, x5u, x5c) or an extension (crit) is not one of ours.
const headerSchema = z.strictObject({ alg: z.literal(ALGORITHM), typ: z.literal(TYPE), kid: z.string() });

const claimsSchema = z.strictObject({
  iss: z.literal(ISSUER),
  aud: z.literal(AUDIENCE),
  sub: z.uuid(),
  sid: z.uuid(),
  iat: z.int(),
  nbf: z.int(),
  exp: z.int(),
});

export interface AccessTokenFacts {
  readonly memberId: string;
  readonly sessionId: string;
}

export interface AccessTokens {
  issue(facts: AccessTokenFacts): string;
  /** Null for whatever is not a valid token of ours, right now. */
  verify(token: string): AccessTokenFacts | null;
}

type Claims = z.output<typeof claimsSchema>;

/**
 * What a part says.
 * @throws when it is not written as we write it: a key that comes twice could mean one thing here, another elsewhere
 */
const read = (part = ''): unknown => {
  const text = Buffer.from(part, 'base64url').toString('utf8');
  const value: unknown = JSON.parse(text);
  if (JSON.stringify(value) !== text) throw new SyntaxError('not written as we write it');

  return value;
};

/** @param keys the first signs, all verify: a new key is put last, then first, and the old one taken out. */
export const createAccessTokens = ({
  keys,
  now,
}: {
  keys: readonly { readonly id: string; readonly key: Buffer }[];
  now: () => Date;
}): AccessTokens => {
  // Made once: a key given as text costs half of the throughput (measured).
  const ring = new Map<string, KeyObject>(keys.map(({ id, key }) => [id, createSecretKey(key)]));
  const signingId = keys[0]?.id;
  const signingKey = signingId === undefined ? undefined : ring.get(signingId);
  if (signingId === undefined || !signingKey) throw new Error('at least one access token key is needed');

  const remembered = new LRUCache<string, Claims>({ max: REMEMBERED_TOKENS });
  const nowSeconds = () => Math.floor(now().getTime() / 1000);

  const check = (token: string): Claims | null => {
    const [header, payload] = token.split('.', 2);
    try {
      const key = ring.get(headerSchema.parse(read(header)).kid);
      if (!key) return null;

      jwt.verify(token, key, {
        algorithms: [ALGORITHM],
        issuer: ISSUER,
        audience: AUDIENCE,
        clockTimestamp: nowSeconds(),
        clockTolerance: CLOCK_LEEWAY_SECONDS,
      });
      const claims = claimsSchema.parse(read(payload));
      // Ours hold from their issue on; so an issue time that lies ahead is refused as a not-before that does.
      const isOurs = claims.nbf === claims.iat && claims.exp - claims.iat <= ACCESS_TOKEN_SECONDS;
      return isOurs ? claims : null;
    } catch {
      return null;
    }
  };

  const verified = (token: string): Claims | null => {
    const known = remembered.get(token);
    if (known) return known;

    const claims = check(token);
    if (claims) remembered.set(token, claims);
    return claims;
  };

  return {
    issue({ memberId, sessionId }) {
      const issuedAt = nowSeconds();
      const times = { iat: issuedAt, nbf: issuedAt, exp: issuedAt + ACCESS_TOKEN_SECONDS };
      return jwt.sign({ iss: ISSUER, aud: AUDIENCE, sub: memberId, sid: sessionId, ...times }, signingKey, {
        algorithm: ALGORITHM,
        header: { alg: ALGORITHM, typ: TYPE, kid: signingId },
      });
    },

    verify(token) {
      const claims = verified(token);
      // A remembered signature stays right, its time does not.
      if (!claims || claims.exp + CLOCK_LEEWAY_SECONDS <= nowSeconds()) return null;

      return { memberId: claims.sub, sessionId: claims.sid };
    },
  };
};
