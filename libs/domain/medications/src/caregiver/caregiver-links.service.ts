import type { Database } from '@soomcare/database';

import { hashLinkToken } from './caregiver-contact.ts';
import type { CaregiverRepository } from './caregiver.repository.ts';

export interface CaregiverLinksDeps {
  readonly database: Pick<Database, 'transaction'>;
  readonly caregivers: CaregiverRepository;
  readonly now: () => Date;
}

/** What a caregiver does by the links of their mails. Each may be pressed again; false for a link that is void. */
export const createCaregiverLinks = ({ database, caregivers, now }: CaregiverLinksDeps) => ({
  accept: (token: string): Promise<boolean> =>
    database.transaction(async (tx) => {
      const caregiver = await caregivers.lockByAskToken(tx, hashLinkToken(token));
      if (caregiver?.state !== 'asked') return caregiver?.state === 'active';

      const at = now().toISOString();
      if (caregiver.askExpiresAt <= at) return false;

      await caregivers.save(tx, { ...caregiver, state: 'active', acceptedAt: at, quietUntil: at });
      return true;
    }),

  /** Ends it for good: this member cannot have the address asked again. */
  stop: (token: string): Promise<boolean> =>
    database.transaction(async (tx) => {
      const caregiver = await caregivers.lockByStopToken(tx, hashLinkToken(token));
      if (!caregiver) return false;

      await caregivers.refuse(tx, caregiver);
      await caregivers.save(tx, { ...caregiver, state: 'stopped' });
      return true;
    }),
});

export type CaregiverLinks = ReturnType<typeof createCaregiverLinks>;
