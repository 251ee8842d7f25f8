import { type PushMessage } from './push-sender.ts';

const MS = 1_000;

/**
 * The body of `messages:send` (firebase.google.com/docs/reference/fcm/rest/v1/projects.messages). Each platform has its
 * own words for the same: a repeat takes the place of what it repeats, and what is too old is dropped.
 */
export const fcmMessage = (token: string, message: PushMessage, now: Date): object => {
  const { title, body, data, collapseKey, ttlSeconds, urgency } = message;
  const isHigh = urgency === 'high';
  // Without one iOS shows a push in silence, and so does Android up to 7; later ones go by the app's channel.
  const sound = { sound: 'default' };

  return {
    message: {
      token,
      notification: { title, body },
      data,
      android: {
        collapse_key: collapseKey,
        ttl: `${ttlSeconds}s`,
        priority: isHigh ? 'HIGH' : 'NORMAL',
        // The collapse key works while a message waits at FCM; the tag replaces what is already on the screen.
        notification: { tag: collapseKey, ...(isHigh ? sound : {}) },
      },
      apns: {
        headers: {
          'apns-collapse-id': collapseKey,
          'apns-expiration': String(Math.floor(now.getTime() / MS) + ttlSeconds),
          'apns-priority': isHigh ? '10' : '5',
        },
        ...(isHigh ? { payload: { aps: sound } } : {}),
      },
      webpush: {
        headers: { TTL: String(ttlSeconds), Topic: collapseKey, Urgency: urgency },
      },
    },
  };
};
