import { type ServerResponse } from 'node:http';
import { type createFcmDevices } from './fcm-double-devices.ts';
import { type createFcmFaultPlan, type FcmFault } from './fcm-double-faults.ts';
import { answerError, answerJson } from './fcm-double-http.ts';
import { type FcmMessage, parseFcmMessage, ttlSecondsOf } from './fcm-double-message.ts';

export interface FcmSendDeps {
  projectId: string;
  isGranted: (authorization: string | undefined) => boolean;
  devices: ReturnType<typeof createFcmDevices>;
  plan: ReturnType<typeof createFcmFaultPlan>;
  /** In the Retry-After of `quota` as seconds, and of `unavailable` as a date. */
  retryAfterSeconds: number;
  slowMs: number;
  now: () => Date;
}

const MS = 1_000;
const OVERSIZE_BYTES = 1_048_576;

/** `messages:send`. */
export const createFcmSend = (deps: FcmSendDeps) => {
  const { projectId, isGranted, devices, plan, retryAfterSeconds, slowMs, now } = deps;
  const counts = { requests: 0, accepted: 0, unauthenticated: 0, invalid: 0 };
  let last: FcmMessage | undefined;

  const take = (message: FcmMessage): object => {
    counts.accepted += 1;
    last = message;
    const collapseKey = message.android?.collapse_key ?? `none-${counts.accepted}`;
    devices.show(message.token, collapseKey, ttlSecondsOf(message));

    return { name: `projects/${projectId}/messages/0:${counts.accepted}` };
  };

  const goWrong = (fault: FcmFault, message: FcmMessage, response: ServerResponse): void => {
    switch (fault) {
      case 'quota':
        return answerError(response, 429, ['RESOURCE_EXHAUSTED', 'QUOTA_EXCEEDED'], {
          'retry-after': String(retryAfterSeconds),
        });
      case 'unavailable':
        return answerError(response, 503, ['UNAVAILABLE', 'UNAVAILABLE'], {
          'retry-after': new Date(now().getTime() + retryAfterSeconds * MS).toUTCString(),
        });
      case 'internal':
        return answerError(response, 500, ['INTERNAL', 'INTERNAL']);
      case 'unregistered':
        return answerError(response, 404, ['NOT_FOUND', 'UNREGISTERED']);
      case 'invalid':
        return answerError(response, 400, ['INVALID_ARGUMENT', 'INVALID_ARGUMENT']);
      case 'silent':
        return;
      case 'cut':
        take(message);
        response.destroy();

        return;
      case 'slow':
        setTimeout(answerJson, slowMs, response, 200, take(message));

        return;
      case 'garbage':
        take(message);
        response.end('<html>');

        return;
      case 'oversize':
        take(message);
        response.end(Buffer.alloc(OVERSIZE_BYTES, ' '));

        return;
      default:
        fault satisfies never;
    }
  };

  return {
    handle(body: string, authorization: string | undefined, response: ServerResponse): void {
      counts.requests += 1;
      if (!isGranted(authorization)) {
        counts.unauthenticated += 1;

        return answerError(response, 401, ['UNAUTHENTICATED']);
      }

      const message = parseFcmMessage(body);
      if (!message) {
        counts.invalid += 1;

        return answerError(response, 400, ['INVALID_ARGUMENT', 'INVALID_ARGUMENT']);
      }

      const fault = plan.pick(message.token);
      if (fault) return goWrong(fault, message, response);

      answerJson(response, 200, take(message));
    },
    counts: () => ({ ...counts }),
    lastMessage: () => last,
  };
};
