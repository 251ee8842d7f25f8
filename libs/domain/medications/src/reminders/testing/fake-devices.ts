import { newUuid } from '@soomcare/database';

import type { Language, PushDevices, PushTarget } from '../push-target.ts';

/** Devices of members, in memory. */
export const createFakeDevices = () => {
  const targets = new Map<string, PushTarget[]>();
  const languages = new Map<string, Language>();
  const forgotten: string[] = [];

  return {
    forgotten,
    /** Of a member, with or without a device. */
    speak(memberId: string, language: Language) {
      languages.set(memberId, language);
    },
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
      languages.clear();
      forgotten.length = 0;
    },
    pushTargetsOf: () => Promise.resolve(targets),
    languagesOf: () => Promise.resolve(languages),
    forgetPushToken(_memberId, _deviceId, token) {
      forgotten.push(token);

      return Promise.resolve();
    },
  } satisfies PushDevices & Record<string, unknown>;
};
