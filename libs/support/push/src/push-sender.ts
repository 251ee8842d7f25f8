/** One device. `token` is FCM's registration token, or the JSON text of a browser's Web Push subscription. */
export interface PushTarget {
  readonly kind: 'fcm' | 'web';
  readonly token: string;
}

export interface PushMessage {
  readonly title: string;
  readonly body: string;
  /** What the app reads, e.g. `{ reminderId, kind }`. */
  readonly data: Readonly<Record<string, string>>;
  /** The same key shows once on a device, however often it arrives: 1 to 32 base64url characters. */
  readonly collapseKey: string;
  /** After this the provider drops the message, 0 to 2,419,200. FCM's own default would be four weeks. */
  readonly ttlSeconds: number;
  readonly urgency: 'high' | 'normal';
}

/** Reasons are short codes without personal data. */
export type PushResult =
  | { outcome: 'accepted'; providerId: string | null }
  /** The device is not there any more: remove its token. */
  | { outcome: 'token-gone' }
  /** It may have been accepted all the same; the collapse key keeps a repeat from showing twice. */
  | { outcome: 'try-later'; retryAfterSeconds: number | null; reason: string }
  /** The same message would be refused again. */
  | { outcome: 'refused'; reason: string };

/** Sends pushes. Every adapter passes push-sender-contract.test.ts. */
export interface PushSender {
  /** Never rejects for what a provider may do. */
  send(target: PushTarget, message: PushMessage): Promise<PushResult>;
  close(): Promise<void>;
}

export const refused = (reason: string): PushResult => ({ outcome: 'refused', reason });

export type TryLater = Extract<PushResult, { outcome: 'try-later' }>;

export const tryLater = (reason: string, retryAfterSeconds: number | null = null): TryLater => ({
  outcome: 'try-later',
  retryAfterSeconds,
  reason,
});
