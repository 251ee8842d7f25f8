import { type Logger } from '@soomcare/observability';
import { createFcmPushSender, type FcmConfig } from './fcm-push-sender.ts';
import { createLogPushSender } from './log-push-sender.ts';
import { type PushSender, type PushTarget, refused } from './push-sender.ts';
import { createWebPushSender, type VapidConfig } from './web-push-sender.ts';

export interface PushSenderDeps {
  /** Providers that are set up. */
  fcm?: FcmConfig;
  web?: VapidConfig;
  /** Where there is no provider: refuse for real members, or write a log line for a developer. */
  withoutProvider: 'refuse' | 'log';
  logger: Logger;
  now: () => Date;
}

const pushOff: PushSender = {
  send: () => Promise.resolve(refused('push-off')),
  close: () => Promise.resolve(),
};

/** The sender of the configuration: each kind of target has its provider. */
export const createPushSender = ({ fcm, web, withoutProvider, logger, now }: PushSenderDeps): PushSender => {
  const fallback = withoutProvider === 'log' ? createLogPushSender({ logger }) : pushOff;
  const senders: Record<PushTarget['kind'], PushSender> = {
    fcm: fcm ? createFcmPushSender({ ...fcm, now }) : fallback,
    web: web ? createWebPushSender({ vapid: web, now }) : fallback,
  };

  return {
    send: (target, message) => senders[target.kind].send(target, message),
    async close() {
      await Promise.all([senders.fcm.close(), senders.web.close()]);
    },
  };
};
