import { z } from 'zod';
import { type HttpAnswer } from './http-client.ts';
import { type PushResult, refused, tryLater } from './push-sender.ts';
import { retryAfterSeconds } from './retry-after.ts';

const acceptedAnswer = z.object({ name: z.string().min(1).max(500) });

// Codes end in reasons, so they must look like codes.
const code = z.string().regex(/^[A-Z_]{1,40}$/);
const errorAnswer = z.object({
  error: z.object({
    status: code,
    details: z.array(z.looseObject({ errorCode: code.optional() })).default([]),
  }),
});

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

// FCM's own code stands in the details and is narrower than Google's status.
const errorCodeOf = (body: unknown): string | undefined => {
  const error = errorAnswer.safeParse(body).data?.error;

  return error?.details.find(({ errorCode }) => errorCode)?.errorCode ?? error?.status;
};

/**
 * What FCM's answer means (firebase.google.com/docs/cloud-messaging/error-codes). Only UNREGISTERED takes a token away:
 * a bare NOT_FOUND is a wrong project, and must not cost every member the device.
 */
export const fcmResult = (answer: HttpAnswer, now: Date): PushResult => {
  const later = (reason: string) => tryLater(reason, retryAfterSeconds(answer.retryAfter, now));
  const body = parsed(answer.text);
  const accepted = answer.status === 200 ? acceptedAnswer.safeParse(body).data : undefined;
  if (accepted) return { outcome: 'accepted', providerId: accepted.name };

  const reason = errorCodeOf(body) ?? `unreadable-${answer.status}`;
  switch (reason) {
    case 'UNREGISTERED':
      return { outcome: 'token-gone' };
    case 'INVALID_ARGUMENT':
    case 'SENDER_ID_MISMATCH':
      return refused(reason);
    default:
      // Overload, an outage, or rights and credentials that an operator has to mend.
      return answer.status === 400 ? refused(reason) : later(reason);
  }
};

/** FCM does not take our access token. A 401 with a code of its own is about Apple's key, not about ours. */
export const isAccessTokenRefused = ({ status, text }: HttpAnswer): boolean =>
  status === 401 && errorCodeOf(parsed(text)) === 'UNAUTHENTICATED';
