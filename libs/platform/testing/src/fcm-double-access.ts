import { createPublicKey, randomUUID, verify } from 'node:crypto';
import { z } from 'zod';
import { type TestServiceAccount } from './fcm-double-account.ts';

const GRANT_TYPE = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
const SCOPE = 'https://www.googleapis.com/auth/firebase.messaging';
const TOKEN_SECONDS = 3_599;
const MAX_ASSERTION_SECONDS = 3_600;
const SKEW_SECONDS = 300;
const MS = 1_000;

const assertionHeader = z.object({ alg: z.literal('RS256'), typ: z.literal('JWT') });
const assertionClaims = z.object({
  iss: z.string(),
  scope: z.string(),
  aud: z.string(),
  iat: z.int(),
  exp: z.int(),
});

const decoded = (part: string): unknown => {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
};

export interface FcmAccessDeps {
  account: TestServiceAccount;
  /** The address of the token endpoint, which an assertion must name. */
  audience: string;
  now: () => Date;
}

/** Google's token endpoint for service accounts, and what it has given out. */
export const createFcmAccess = ({ account, audience, now }: FcmAccessDeps) => {
  const key = createPublicKey(account.publicKey);
  const endsAtMs = new Map<string, number>();
  let granted = 0;

  /** What is wrong with an assertion, as Google would name it, or null. */
  const findAssertionFault = (assertion: string): string | null => {
    const [header = '', claims = '', signature = '', ...rest] = assertion.split('.');
    const { data } = assertionClaims.safeParse(decoded(claims));
    if (!assertionHeader.safeParse(decoded(header)).success || !data || rest.length > 0) return 'Bad JWT.';

    const signed = Buffer.from(`${header}.${claims}`);
    if (!verify('RSA-SHA256', signed, key, Buffer.from(signature, 'base64url')))
      return 'Invalid JWT Signature.';

    const nowSeconds = now().getTime() / MS;
    if (data.iss !== account.clientEmail) return 'Invalid issuer.';
    if (data.aud !== audience) return 'Invalid audience.';
    if (!data.scope.split(' ').includes(SCOPE)) return 'Invalid scope.';
    if (data.iat > nowSeconds + SKEW_SECONDS || data.exp <= nowSeconds) return 'Expired or not yet valid.';
    if (data.exp - data.iat > MAX_ASSERTION_SECONDS) return 'Token must be a short-lived token.';

    return null;
  };

  return {
    /** Answers a form sent to the token endpoint. */
    grant(form: string): { status: number; answer: object } {
      const fields = new URLSearchParams(form);
      if (fields.get('grant_type') !== GRANT_TYPE) {
        return { status: 400, answer: { error: 'unsupported_grant_type' } };
      }

      const fault = findAssertionFault(fields.get('assertion') ?? '');
      if (fault !== null) {
        return { status: 400, answer: { error: 'invalid_grant', error_description: fault } };
      }

      granted += 1;
      const token = `test.${randomUUID()}`;
      endsAtMs.set(token, now().getTime() + TOKEN_SECONDS * MS);

      return {
        status: 200,
        answer: { access_token: token, expires_in: TOKEN_SECONDS, token_type: 'Bearer' },
      };
    },
    isGranted(authorization: string | undefined): boolean {
      const token = authorization?.startsWith('Bearer ') ? authorization.slice('Bearer '.length) : '';

      return (endsAtMs.get(token) ?? 0) > now().getTime();
    },
    /** As when an operator withdraws the account's tokens. */
    revokeAll() {
      endsAtMs.clear();
    },
    grantedCount: () => granted,
  };
};
