import { bytes, instant, nullable, primary, sealed, table, text, uuid } from '@soomcare/database';

import type { DevicePlatform } from './device.schemas.ts';

/** An app installation of a member. The id is the app's own, so two members on one phone have a row each. */
export class Device {
  memberId!: string;
  id!: string;
  name!: string;
  platform!: DevicePlatform;
  /** Where push messages go; unique over all devices, by `pushTokenIndex`. */
  sealedPushToken!: Buffer | null;
  pushTokenIndex!: Buffer | null;
  createdAt!: Date;
  updatedAt!: Date;
}

export const deviceTable = table<Device>()({
  target: Device,
  tableName: 'devices',
  columns: {
    memberId: primary(uuid()),
    id: primary(uuid()),
    name: text(60),
    platform: text<DevicePlatform>(10),
    sealedPushToken: nullable(sealed(5000)),
    pushTokenIndex: nullable(bytes(16)),
    createdAt: instant(),
    updatedAt: instant(),
  },
  indices: [{ name: 'uq_devices_push_token_index', columns: ['pushTokenIndex'], unique: true }],
});
