import { createFakePush } from '../fake-push.ts';
import { refused, tryLater } from '../push-sender.ts';
import { type PushBench, RETRY_AFTER_SECONDS } from './push-bench.ts';

/** The fake, which has no network that could fail. */
export const openFake = (): Promise<PushBench> => {
  const sender = createFakePush();
  const target = { kind: 'fcm', token: 'test-device:0001' } as const;

  return Promise.resolve({
    sender,
    target,
    answerWith(answer) {
      if (answer === 'gone') sender.removeDevice(target.token);
      if (answer === 'later') sender.answerNext(tryLater('QUOTA_EXCEEDED', RETRY_AFTER_SECONDS));
      if (answer === 'refused') sender.answerNext(refused('INVALID_ARGUMENT'));
    },
    taken: () => sender.sent.length,
    lastTaken: () => sender.sent.at(-1)?.message,
    close: () => sender.close(),
  });
};
