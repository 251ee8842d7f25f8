import { isIP } from 'node:net';
import webPush from 'web-push';
import { z } from 'zod';
import { createGuardedLookup } from './guarded-lookup.ts';
import { createHttpClient, type HttpAnswer } from './http-client.ts';
import { findMessageFault } from './message-limits.ts';
import { isPublicAddress } from './public-address.ts';
import { type PushMessage, type PushResult, type PushSender, refused, tryLater } from './push-sender.ts';
import { retryAfterSeconds } from './retry-after.ts';

/** Our identity towards push services (VAPID, RFC 8292). */
export interface VapidConfig {
  /** base64url: 65 bytes, an uncompressed point on P-256. */
  publicKey: string;
  /** base64url, 32 bytes. */
  privateKey: string;
  /** Whom a push service may write to: `mailto:` or `https:`. */
  subject: string;
}

export interface WebPushDeps {
  vapid: VapidConfig;
  now: () => Date;
  /** Which addresses a browser's subscription may lead us to; only public ones unless given. */
  isAllowedAddress?: (address: string) => boolean;
  /** A certificate authority instead of the well-known ones, PEM. */
  ca?: string;
  deadlineMs?: number;
}

const DEADLINE_MS = 10_000;

const subscription = z.object({
  endpoint: z
    .url()
    .max(2_048)
    .transform((text) => new URL(text))
    .refine((url) => url.protocol === 'https:' && url.username === '' && url.password === ''),
  keys: z.object({ p256dh: z.string().max(200), auth: z.string().max(100) }),
});
type Subscription = z.output<typeof subscription>;

const parseSubscription = (token: string): Subscription | undefined => {
  try {
    return subscription.safeParse(JSON.parse(token)).data;
  } catch {
    return undefined;
  }
};

const withoutBrackets = (hostname: string): string => hostname.replaceAll(/^\[|\]$/g, '');

/** RFC 8030, 5 and 7.3, and what push services add: 413 for a long message, 429 for too many. */
const webPushResult = ({ status, retryAfter }: HttpAnswer, now: Date): PushResult => {
  if (status >= 200 && status < 300) return { outcome: 'accepted', providerId: null };
  if (status === 404 || status === 410) return { outcome: 'token-gone' };
  if (status === 429 || status >= 500) return tryLater(`http-${status}`, retryAfterSeconds(retryAfter, now));

  return refused(`http-${status}`);
};

/**
 * Sends to browsers. The address comes from the member's browser, so it is untrusted: https only, no redirect, and
 * nothing inside our own network. `web-push` encrypts and signs; the request is ours, since its answers are unbounded.
 */
export const createWebPushSender = ({
  vapid,
  now,
  isAllowedAddress = isPublicAddress,
  ca,
  deadlineMs = DEADLINE_MS,
}: WebPushDeps): PushSender => {
  const http = createHttpClient({
    lookup: createGuardedLookup(isAllowedAddress),
    ...(ca === undefined ? {} : { ca }),
  });

  const sealed = ({ endpoint, keys }: Subscription, message: PushMessage) => {
    const { title, body, data, collapseKey, ttlSeconds, urgency } = message;
    try {
      return webPush.generateRequestDetails(
        { endpoint: endpoint.href, keys },
        JSON.stringify({ title, body, data, collapseKey }),
        { vapidDetails: vapid, TTL: ttlSeconds, topic: collapseKey, urgency, contentEncoding: 'aes128gcm' },
      );
    } catch {
      // Its keys are no keys.
      return undefined;
    }
  };

  return {
    async send({ token }, message) {
      const fault = findMessageFault(message);
      if (fault !== null) return refused(fault);

      const target = parseSubscription(token);
      if (!target) return refused('bad-subscription');

      const host = withoutBrackets(target.endpoint.hostname);
      // An address that stands in the URL is never looked up.
      if (isIP(host) !== 0 && !isAllowedAddress(host)) return refused('address-refused');

      const request = sealed(target, message);
      if (!request) return refused('bad-subscription');

      const answer = await http.post({
        url: target.endpoint,
        headers: request.headers,
        body: request.body,
        deadlineMs,
      });
      if (!('failed' in answer)) return webPushResult(answer, now());

      return answer.failed === 'address-refused' ? refused(answer.failed) : tryLater(answer.failed);
    },
    close() {
      http.close();

      return Promise.resolve();
    },
  };
};
