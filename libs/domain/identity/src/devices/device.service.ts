import type { Database } from '@soomcare/database';

import type { Clock } from '../identity.deps.ts';
import type { MemberRepository } from '../members/member.repository.ts';
import type { Device } from './device.entity.ts';
import { deviceErrors } from './device.errors.ts';
import type { DeviceRepository } from './device.repository.ts';
import type { RegisterDevice } from './device.schemas.ts';

const MAX_DEVICES = 20;

export const createDeviceService = ({
  database,
  devices,
  members,
  clock,
}: {
  database: Database;
  devices: DeviceRepository;
  members: MemberRepository;
  clock: Clock;
}) => ({
  /** Registers or replaces. A push token belongs to one installation: the newest registration has it. */
  register: (memberId: string, id: string, { name, platform, pushToken }: RegisterDevice): Promise<Device> =>
    database.transaction(async (tx) => {
      await members.lock(tx, memberId);
      const known = await devices.find(memberId, id, tx);
      if (!known && (await devices.count(memberId, tx)) >= MAX_DEVICES) throw deviceErrors.TOO_MANY_DEVICES();

      if (pushToken !== undefined) await devices.releasePushToken(tx, pushToken);
      const now = clock.now();
      const device: Device = {
        memberId,
        id,
        name,
        platform,
        ...(await devices.sealedToken(tx, { memberId, id }, pushToken)),
        createdAt: known?.createdAt ?? now,
        updatedAt: now,
      };
      await (known ? devices.update(tx, device) : devices.insert(tx, device));
      return device;
    }),

  /** @throws DEVICE_NOT_FOUND */
  async remove(memberId: string, id: string) {
    if (!(await devices.remove(memberId, id))) throw deviceErrors.DEVICE_NOT_FOUND();
  },
});

export type DeviceService = ReturnType<typeof createDeviceService>;
