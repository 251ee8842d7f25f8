import { type PushMessage, type PushSender, type PushTarget } from '../push-sender.ts';

/** How the provider behaves. `later` names seven seconds, `later-by-date` the same as a date. */
export const answers = [
  'gone',
  'later',
  'later-by-date',
  'refused',
  'silent',
  'cut',
  'garbage',
  'oversize',
] as const;
export type BenchAnswer = (typeof answers)[number];

export const RETRY_AFTER_SECONDS = 7;

/** An adapter with its provider. */
export interface PushBench {
  sender: PushSender;
  target: PushTarget;
  /** From now on the provider treats this device so. */
  answerWith(answer: BenchAnswer | 'accept'): void;
  /** How many messages the provider has taken over, also without saying so. */
  taken(): number;
  /** The newest of them, as the device reads it. */
  lastTaken(): PushMessage | undefined;
  close(): Promise<void>;
}

export interface PushBenchOptions {
  deadlineMs?: number;
}

export const aPushMessage = (changes: Partial<PushMessage> = {}): PushMessage => ({
  title: '숨케어',
  body: '약 드실 시간이에요.',
  data: { kind: 'dose-reminder', reminderId: '01890000-0000-7000-8000-000000000001' },
  collapseKey: 'kq3Zr9x0-_AbCdEfGhIjKlMnOpQrStUv',
  ttlSeconds: 1_800,
  urgency: 'high',
  ...changes,
});
