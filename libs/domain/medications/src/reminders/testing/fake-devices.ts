import { newUuid } from '@soomcare/database';

import type { PushDevices, PushTarget } from '../push-target.ts';

/** Devices of members, in memory. */
export const createFakeDevices = () => {
  const targets = new Map<string, PushTarget[]>();
  const forgotten: string[] = [];

  return {
    forgotten,
    add(memberId: string, different: Partial<PushTarget> = {}): PushTarget {
      const target: PushTarget = {
        deviceId: newUuid(),
        kind: 'fcm',
        token: newUuid(),
        language: 'ko',
        timeZone: 'Asia/Seoul',
        ...different,
      };
      targets.set(memberId, [...(targets.get(memberId) ?? []), target]);

      return target;
    },
    clear() {
      targets.clear();
      forgotten.length = 0;
    },
    pushTargetsOf: () => Promise.resolve(targets),
    forgetPushToken(_memberId, _deviceId, token) {
      forgotten.push(token);

      return Promise.resolve();
    },
  } satisfies PushDevices & Record<string, unknown>;
};
