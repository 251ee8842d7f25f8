import { createTestServiceAccount, type FcmDouble, type FcmFault, startFcmDouble } from '@soomcare/testing';
import { createFcmPushSender } from '../fcm-push-sender.ts';
import { type PushSender } from '../push-sender.ts';
import {
  type BenchAnswer,
  type PushBench,
  type PushBenchOptions,
  RETRY_AFTER_SECONDS,
} from './push-bench.ts';

const account = createTestServiceAccount();

const faultOf: Record<BenchAnswer, FcmFault> = {
  gone: 'unregistered',
  later: 'quota',
  'later-by-date': 'unavailable',
  refused: 'invalid',
  silent: 'silent',
  cut: 'cut',
  garbage: 'garbage',
  oversize: 'oversize',
};

/** The FCM adapter before the double. */
export const openFcm = async ({
  now = () => new Date(),
  ...options
}: PushBenchOptions & { now?: () => Date } = {}): Promise<
  PushBench & { double: FcmDouble; sender: PushSender }
> => {
  const double = await startFcmDouble({ account, retryAfterSeconds: RETRY_AFTER_SECONDS, now });
  const sender = createFcmPushSender({
    account,
    tokenBaseUrl: double.url,
    messagesBaseUrl: double.url,
    now,
    ...options,
  });
  const target = { kind: 'fcm', token: 'test-device:0001' } as const;

  return {
    sender,
    target,
    double,
    answerWith(answer) {
      double.setForToken(target.token, answer === 'accept' ? null : faultOf[answer]);
    },
    taken: () => double.stats().accepted,
    lastTaken() {
      const message = double.lastMessage();
      if (!message) return undefined;

      return {
        title: message.notification?.title ?? '',
        body: message.notification?.body ?? '',
        data: message.data ?? {},
        collapseKey: message.android?.collapse_key ?? '',
        ttlSeconds: Number.parseInt(message.android?.ttl ?? '', 10),
        urgency: message.android?.priority === 'HIGH' ? 'high' : 'normal',
      };
    },
    async close() {
      await sender.close();
      await double.close();
    },
  };
};
