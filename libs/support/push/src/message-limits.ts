import { type PushMessage } from './push-sender.ts';

// RFC 8030, 5.4: a Web Push Topic has at most 32 characters of base64url. FCM and APNs allow more.
const collapseKeyText = /^[A-Za-z0-9_-]{1,32}$/;
// firebase.google.com/docs/cloud-messaging/customize-messages/setting-message-lifespan: four weeks.
const MAX_TTL_SECONDS = 2_419_200;

/** What no provider would take, as a reason, or null. */
export const findMessageFault = ({ collapseKey, ttlSeconds }: PushMessage): string | null => {
  if (!collapseKeyText.test(collapseKey)) return 'bad-collapse-key';
  if (!Number.isInteger(ttlSeconds) || ttlSeconds < 0 || ttlSeconds > MAX_TTL_SECONDS) return 'bad-ttl';

  return null;
};
