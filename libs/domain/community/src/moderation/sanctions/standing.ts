import type { Transaction } from '@soomcare/database';

import { postingErrors } from '../posting/posting.errors.ts';
import type { BanMarkRepository } from './ban-mark.repository.ts';
import type { SanctionRepository } from './sanction.repository.ts';

export interface StandingDeps {
  readonly sanctions: Pick<SanctionRepository, 'listEffective'>;
  readonly banMarks: Pick<BanMarkRepository, 'has'>;
  readonly now: () => Date;
}

/** What sanctions say of who wants to write. */
export const createStanding = ({ sanctions, banMarks, now }: StandingDeps) => ({
  /** @throws MEMBER_BANNED, MEMBER_RESTRICTED */
  async refuseSanctioned(memberId: string, tx: Transaction): Promise<void> {
    const effective = await sanctions.listEffective(memberId, now(), tx);
    if (effective.some(({ kind }) => kind === 'ban')) throw postingErrors.MEMBER_BANNED();
    if (effective.length > 0) throw postingErrors.MEMBER_RESTRICTED();
  },

  /** For new accounts. @throws BANNED_BEFORE */
  async refuseReturned(memberId: string, tx: Transaction): Promise<void> {
    if (await banMarks.has(memberId, now(), tx)) throw postingErrors.BANNED_BEFORE();
  },
});

export type Standing = ReturnType<typeof createStanding>;
