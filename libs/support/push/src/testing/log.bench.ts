import { createLogger } from '@soomcare/observability';
import { createLogPushSender } from '../log-push-sender.ts';
import { type PushBench } from './push-bench.ts';

/** The log, which has no device that could be gone and no provider that could refuse. */
export const openLog = (): Promise<PushBench> => {
  const lines: string[] = [];
  const destination = { write: (line: string) => lines.push(line) };
  const sender = createLogPushSender({
    logger: createLogger({ level: 'info', name: 'worker', destination }),
  });

  return Promise.resolve({
    sender,
    target: { kind: 'fcm', token: 'test-device:0001' },
    answerWith: () => undefined,
    taken: () => lines.length,
    // A line tells nothing of what was sent.
    lastTaken: () => undefined,
    close: () => sender.close(),
  });
};
