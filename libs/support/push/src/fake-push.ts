import { findMessageFault } from './message-limits.ts';
import {
  type PushMessage,
  type PushResult,
  type PushSender,
  type PushTarget,
  refused,
} from './push-sender.ts';

export interface FakePush extends PushSender {
  /** Every accepted push, oldest first. */
  readonly sent: readonly { target: PushTarget; message: PushMessage }[];
  /** The newest push to a token; throws when there is none. */
  lastTo(token: string): PushMessage;
  /** Answers the next sends with these, in this order; after them pushes are accepted again. */
  answerNext(...results: PushResult[]): void;
  /** From now on this token's device is gone. */
  removeDevice(token: string): void;
  clear(): void;
}

/** A push sender for tests that remembers. */
export const createFakePush = (): FakePush => {
  const sent: { target: PushTarget; message: PushMessage }[] = [];
  const answers: PushResult[] = [];
  const gone = new Set<string>();

  const resultFor = (target: PushTarget, message: PushMessage): PushResult => {
    const fault = findMessageFault(message);
    if (fault !== null) return refused(fault);
    if (gone.has(target.token)) return { outcome: 'token-gone' };

    return answers.shift() ?? { outcome: 'accepted', providerId: `fake-${sent.length + 1}` };
  };

  return {
    sent,
    lastTo(token) {
      const push = sent.findLast(({ target }) => target.token === token);
      if (!push) throw new Error('no push to this token was accepted');

      return push.message;
    },
    answerNext(...results) {
      answers.push(...results);
    },
    removeDevice(token) {
      gone.add(token);
    },
    clear() {
      sent.length = 0;
      answers.length = 0;
      gone.clear();
    },
    send(target, message) {
      const result = resultFor(target, message);
      if (result.outcome === 'accepted') sent.push({ target, message });

      return Promise.resolve(result);
    },
    close: () => Promise.resolve(),
  };
};
