import { type ReminderEngineDeps } from '@soomcare/medications/reminders';

type Devices = ReminderEngineDeps['devices'];

interface StormDevice {
  readonly deviceId: string;
  readonly token: string;
}

/** One member in four has a second device. */
const hasTablet = (memberId: string) => /[0-3]$/.test(memberId);

/** A member's devices follow from the id, so that each process and the judge know the same. */
export const devicesOf = (memberId: string): StormDevice[] => [
  { deviceId: memberId, token: `phone-${memberId}` },
  ...(hasTablet(memberId) ? [{ deviceId: `ffffffff${memberId.slice(8)}`, token: `tablet-${memberId}` }] : []),
];

export const stormDevices: Devices = {
  pushTargetsOf: (memberIds) =>
    Promise.resolve(
      new Map(
        memberIds.map((memberId) => [
          memberId,
          devicesOf(memberId).map((device) => ({
            ...device,
            kind: 'fcm' as const,
            language: 'ko' as const,
            timeZone: 'Asia/Seoul',
          })),
        ]),
      ),
    ),
  languagesOf: () => Promise.reject(new Error('every member of a storm has a device')),
  forgetPushToken: () => Promise.reject(new Error('no device of a storm is ever gone')),
};
