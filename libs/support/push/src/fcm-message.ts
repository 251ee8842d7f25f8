import { type PushMessage } from './push-sender.ts';

const MS = 1_000;

/**
 * The body of `messages:send` (firebase.google.com/docs/reference/fcm/rest/v1/projects.messages). Each platform has its
 * own words for the same: a repeat takes the place of what it repeats, and what is too old is dropped.
 */
export const fcmMessage = (token: string, message: PushMessage, now: Date): object => {
  const { title, body, data, collapseKey, ttlSeconds, urgency } = message;

  return {
    message: {
      token,
      notification: { title, body },
      data,
      android: {
        collapse_key: collapseKey,
        ttl: `${ttlSeconds}s`,
        priority: urgency === 'high' ? 'HIGH' : 'NORMAL',
        // The collapse key works while a message waits at FCM; the tag replaces what is already on the screen.
        notification: { tag: collapseKey },
      },
      apns: {
        headers: {
          'apns-collapse-id': collapseKey,
          'apns-expiration': String(Math.floor(now.getTime() / MS) + ttlSeconds),
          'apns-priority': urgency === 'high' ? '10' : '5',
        },
      },
      webpush: {
        headers: { TTL: String(ttlSeconds), Topic: collapseKey, Urgency: urgency },
      },
    },
  };
};
