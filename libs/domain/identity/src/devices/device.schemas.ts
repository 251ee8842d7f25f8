import { z } from 'zod';

import { personalText } from '../text.schemas.ts';
import type { Device } from './device.entity.ts';

export const devicePlatforms = ['ios', 'android', 'web'] as const;
export type DevicePlatform = (typeof devicePlatforms)[number];

/** In lower case, so that one id never is two rows. */
export const deviceId = z.uuid().toLowerCase();
export const deviceName = personalText({ min: 1, max: 60, example: '민지의 iPhone' });
export const devicePlatform = z.enum(devicePlatforms);

/** The device a log-in comes from, as the app describes it. */
export const logInDevice = z.strictObject({ id: deviceId, name: deviceName, platform: devicePlatform });
export type LogInDevice = z.output<typeof logInDevice>;

export const deviceParams = z.strictObject({ deviceId });
export const registerDeviceBody = z.strictObject({
  name: deviceName,
  platform: devicePlatform,
  pushToken: z
    .string()
    .regex(/^[\x21-\x7e]{1,4096}$/)
    .optional()
    .meta({
      description:
        'FCM token or Web Push subscription as one line; without it the device gets no push. ' +
        'Forgotten when the log-in that named this device is ended: register again after each log-in',
    }),
});
export type RegisterDevice = z.output<typeof registerDeviceBody>;

export const deviceView = z
  .object({
    id: z.uuid(),
    name: z.string(),
    platform: devicePlatform,
    receivesPush: z.boolean(),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: 'Device' });

export const presentDevice = ({ id, name, platform, pushTokenIndex, createdAt, updatedAt }: Device) => ({
  id,
  name,
  platform,
  receivesPush: pushTokenIndex !== null,
  createdAt: createdAt.toISOString(),
  updatedAt: updatedAt.toISOString(),
});
