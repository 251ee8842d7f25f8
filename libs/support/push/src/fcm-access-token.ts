import { createPrivateKey, sign } from 'node:crypto';
import { z } from 'zod';
import { type HttpClient } from './http-client.ts';
import { type TryLater, tryLater } from './push-sender.ts';
import { retryAfterSeconds } from './retry-after.ts';

/** What of a Google service account's key file is needed. */
export interface ServiceAccount {
  projectId: string;
  clientEmail: string;
  /** PEM, RSA. */
  privateKey: string;
}

export interface AccessTokensDeps {
  account: ServiceAccount;
  /** Google's is `https://oauth2.googleapis.com`. */
  tokenBaseUrl: string;
  http: Pick<HttpClient, 'post'>;
  deadlineMs: number;
  now: () => Date;
}

export interface AccessTokens {
  get(): Promise<string | TryLater>;
  /** Throws this token away, unless a newer one has taken its place. */
  forget(token: string): void;
}

const SCOPE = 'https://www.googleapis.com/auth/firebase.messaging';
const GRANT_TYPE = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
/** The longest that Google allows for an assertion. */
const ASSERTION_SECONDS = 3_600;
/** A token is not used in its last minutes: a request may be on its way, and clocks differ. */
const RENEW_BEFORE_SECONDS = 300;
const MS = 1_000;

const tokenAnswer = z.object({
  // What may stand in a header.
  access_token: z.string().regex(/^[\x21-\x7e]{1,4096}$/),
  expires_in: z.number().min(1).max(86_400),
});

const base64urlJson = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

const parseTokenAnswer = (text: string): z.output<typeof tokenAnswer> | undefined => {
  try {
    return tokenAnswer.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
};

/**
 * OAuth 2.0 access tokens of a service account (RFC 7523; developers.google.com/identity/protocols/oauth2/service-account).
 * One is kept until shortly before its end, and however many ask at once, one request is made.
 */
export const createAccessTokens = ({
  account,
  tokenBaseUrl,
  http,
  deadlineMs,
  now,
}: AccessTokensDeps): AccessTokens => {
  const url = new URL('/token', tokenBaseUrl);
  const key = createPrivateKey(account.privateKey);
  let held: { token: string; staleAtMs: number } | undefined;
  let pending: Promise<string | TryLater> | undefined;

  const assertion = (): string => {
    const issuedAt = Math.floor(now().getTime() / MS);
    const claims = {
      iss: account.clientEmail,
      scope: SCOPE,
      aud: url.href,
      iat: issuedAt,
      exp: issuedAt + ASSERTION_SECONDS,
    };
    const signed = `${base64urlJson({ alg: 'RS256', typ: 'JWT' })}.${base64urlJson(claims)}`;

    return `${signed}.${sign('RSA-SHA256', Buffer.from(signed), key).toString('base64url')}`;
  };

  const fetchToken = async (): Promise<string | TryLater> => {
    const askedAtMs = now().getTime();
    const answer = await http.post({
      url,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ grant_type: GRANT_TYPE, assertion: assertion() }).toString(),
      deadlineMs,
    });
    if ('failed' in answer) return tryLater(`access-token-${answer.failed}`);

    // A refusal is the operator's to mend (a revoked key, a wrong clock); the message is not at fault.
    const granted = answer.status === 200 ? parseTokenAnswer(answer.text) : undefined;
    if (!granted) {
      return tryLater(`access-token-${answer.status}`, retryAfterSeconds(answer.retryAfter, now()));
    }
    held = {
      token: granted.access_token,
      staleAtMs: askedAtMs + (granted.expires_in - RENEW_BEFORE_SECONDS) * MS,
    };

    return held.token;
  };

  return {
    get() {
      if (held && now().getTime() < held.staleAtMs) return Promise.resolve(held.token);

      pending ??= fetchToken().finally(() => {
        pending = undefined;
      });

      return pending;
    },
    forget(token) {
      if (held?.token === token) held = undefined;
    },
  };
};
