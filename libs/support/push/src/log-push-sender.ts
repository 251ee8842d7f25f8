import { createHash } from 'node:crypto';
import { type Logger } from '@soomcare/observability';
import { findMessageFault } from './message-limits.ts';
import { type PushSender, refused } from './push-sender.ts';

// Enough to tell a developer's devices apart; the token cannot be read back from it.
const maskedDevice = (token: string): string =>
  createHash('sha256').update(token).digest('base64url').slice(0, 8);

/**
 * For development: a push is a line in the log. Title and text may name medicines, so the line has only their lengths;
 * the member reads them in the app's inbox.
 */
export const createLogPushSender = ({ logger }: { logger: Logger }): PushSender => ({
  send({ kind, token }, message) {
    const fault = findMessageFault(message);
    if (fault !== null) return Promise.resolve(refused(fault));

    logger.info(
      {
        device: `${kind}:${maskedDevice(token)}`,
        kind: message.data['kind'] ?? null,
        titleLength: message.title.length,
        bodyLength: message.body.length,
      },
      'push',
    );

    return Promise.resolve({ outcome: 'accepted', providerId: null });
  },
  close: () => Promise.resolve(),
});
