import { z } from 'zod';

const MAX_PAYLOAD_BYTES = 4_096;
const MAX_TTL_SECONDS = 2_419_200;
const MAX_COLLAPSE_BYTES = 64;

const strings = z.record(z.string(), z.string());
// "from", "message_type" and what begins with "google." or "gcm." are FCM's own.
const data = z.record(
  z.string().refine((name) => !/^(from|message_type)$|^(google|gcm)\./.test(name)),
  z.string(),
);
const collapseId = z.string().refine((text) => Buffer.byteLength(text) <= MAX_COLLAPSE_BYTES);

const notification = z.strictObject({
  title: z.string().optional(),
  body: z.string().optional(),
  image: z.string().optional(),
});

const android = z.strictObject({
  collapse_key: collapseId.optional(),
  priority: z.enum(['NORMAL', 'HIGH']).optional(),
  ttl: z
    .string()
    .regex(/^\d{1,10}(\.\d{1,9})?s$/)
    .refine((ttl) => Number.parseFloat(ttl) <= MAX_TTL_SECONDS)
    .optional(),
  data: data.optional(),
  notification: z
    .strictObject({
      title: z.string().optional(),
      body: z.string().optional(),
      icon: z.string().optional(),
      sound: z.string().optional(),
      tag: z.string().optional(),
      click_action: z.string().optional(),
      channel_id: z.string().optional(),
      visibility: z.enum(['PRIVATE', 'PUBLIC', 'SECRET']).optional(),
    })
    .optional(),
  direct_boot_ok: z.boolean().optional(),
});

const apns = z.strictObject({
  headers: z
    .looseObject({
      'apns-collapse-id': collapseId.optional(),
      'apns-expiration': z.string().regex(/^\d+$/).optional(),
      'apns-priority': z.enum(['1', '5', '10']).optional(),
    })
    .pipe(strings)
    .optional(),
  payload: z.looseObject({}).optional(),
});

const webpush = z.strictObject({
  headers: z
    .looseObject({
      // RFC 8030, 5.2 to 5.4.
      TTL: z.string().regex(/^\d+$/).optional(),
      Topic: z
        .string()
        .regex(/^[\w-]{1,32}$/)
        .optional(),
      Urgency: z.enum(['very-low', 'low', 'normal', 'high']).optional(),
    })
    .pipe(strings)
    .optional(),
  data: strings.optional(),
  notification: z.looseObject({}).optional(),
});

const sendRequest = z.strictObject({
  validate_only: z.boolean().optional(),
  message: z
    .strictObject({
      token: z.string().regex(/^[\w:-]{8,4096}$/),
      notification: notification.optional(),
      data: data.optional(),
      android: android.optional(),
      apns: apns.optional(),
      webpush: webpush.optional(),
    })
    .refine(
      (message) =>
        Buffer.byteLength(JSON.stringify([message.notification, message.data])) <= MAX_PAYLOAD_BYTES,
    ),
});

export type FcmMessage = z.output<typeof sendRequest>['message'];

/** FCM's default where the sender names none. */
export const ttlSecondsOf = ({ android }: FcmMessage): number =>
  android?.ttl === undefined ? MAX_TTL_SECONDS : Number.parseFloat(android.ttl);

/**
 * Reads the body of `messages:send` as strictly as FCM, undefined for what FCM answers with INVALID_ARGUMENT. Of the
 * fields that FCM knows it takes those that a reminder could need
 * (firebase.google.com/docs/reference/fcm/rest/v1/projects.messages).
 */
export const parseFcmMessage = (body: string): FcmMessage | undefined => {
  try {
    return sendRequest.safeParse(JSON.parse(body)).data?.message;
  } catch {
    return undefined;
  }
};
