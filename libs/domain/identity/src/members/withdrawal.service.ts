import type { Database, Transaction } from '@soomcare/database';
import type { Outbox, OutboxHandler } from '@soomcare/outbox';
import { z } from 'zod';

import type { GuardianRepository } from '../family/guardian.repository.ts';
import type { IdentityPost } from '../mails/identity-mail.ts';
import type { SessionEnds } from '../sessions/session-ends.ts';
import type { SignUpRepository } from '../sign-ups/sign-up.repository.ts';
import type { Erasure } from './erasure.ts';
import type { Member } from './member.entity.ts';
import type { MemberRepository } from './member.repository.ts';
import type { ProfileMapper } from './profile.ts';

export const ERASE_AGAIN_TOPIC = 'identity.erase-again';

/** A request that was let in just before the withdrawal is over by then (requests are cut after 30 s). */
const ERASE_AGAIN_AFTER_SECONDS = 120;

const erasePayload = z.object({ memberId: z.uuid(), receiptId: z.uuid() });

interface WithdrawalDeps {
  readonly database: Database;
  readonly members: {
    readonly rows: MemberRepository;
    readonly profiles: ProfileMapper;
    readonly signUps: SignUpRepository;
  };
  readonly erasure: Erasure;
  readonly guardians: Pick<GuardianRepository, 'listChildren' | 'lockCurrent'>;
  readonly sessionEnds: SessionEnds;
  readonly outbox: Outbox;
  readonly post: IdentityPost;
}

export const createWithdrawalService = (deps: WithdrawalDeps) => {
  const { database, members, erasure, guardians, sessionEnds, outbox, post } = deps;

  const removeOwnRows = async (tx: Transaction, { id, emailIndex }: Member): Promise<void> => {
    if (emailIndex !== null) await members.signUps.removeAllOf(tx, emailIndex);
    await members.rows.remove(tx, id);
  };

  const eraseMember = async (tx: Transaction, member: Member): Promise<string[]> => {
    const { id: memberId, language } = member;
    const to = await members.profiles.openEmail(member, tx);
    const ids = await sessionEnds.endAll(tx, memberId, 'ended');

    // A child cannot log in: without another guardian nobody could see or end what is kept for them.
    for (const { id } of await guardians.listChildren(memberId, tx)) {
      const child = await members.rows.lockIfThere(tx, id);
      const current = await guardians.lockCurrent(tx, id);
      if (child && current.length === 1) await eraseMember(tx, child);
    }
    const receipt = await erasure.erase(memberId, tx, () => removeOwnRows(tx, member));

    // Without a member id: these two outlive the rows, for minutes, and are deleted by their delivery.
    if (to !== null) await post.leave(tx, { kind: 'farewell', to, language, receipt });
    await outbox.add(tx, {
      topic: ERASE_AGAIN_TOPIC,
      payload: { memberId, receiptId: receipt.id },
      delaySeconds: ERASE_AGAIN_AFTER_SECONDS,
    });
    return ids;
  };

  return {
    /** Erases every row of a member, everywhere, in one transaction; the address is free again afterwards. */
    async withdraw(memberId: string) {
      const ended = await database.transaction(async (tx) =>
        eraseMember(tx, await members.rows.lock(tx, memberId)),
      );
      await sessionEnds.bury(ended);
    },

    /** For a job: `permits` is asked under the member's lock. @returns false when nothing was erased */
    async withdrawIf(memberId: string, permits: (tx: Transaction) => Promise<boolean>): Promise<boolean> {
      const ended = await database.transaction(async (tx) => {
        const member = await members.rows.lockIfThere(tx, memberId);
        return member && (await permits(tx)) ? eraseMember(tx, member) : null;
      });
      if (!ended) return false;

      await sessionEnds.bury(ended);
      return true;
    },

    /**
     * After a restore: erases who had withdrawn since that backup was made. Their address went with their key, so that
     * nobody is told a second time.
     * @returns how many they were
     */
    async eraseRestored(): Promise<number> {
      let erased = 0;
      for await (const { memberId, receiptId } of erasure.listRestored()) {
        const ended = await database.transaction(async (tx) => {
          const member = await members.rows.lock(tx, memberId);
          const ids = await sessionEnds.endAll(tx, memberId, 'ended');
          await erasure.eraseAgain(memberId, tx, receiptId, () => removeOwnRows(tx, member));
          return ids;
        });
        await sessionEnds.bury(ended);
        erased += 1;
      }
      return erased;
    },

    /** Takes away what a request wrote that had been let in before the withdrawal and finished after it. */
    eraseAgain: (async (payload) => {
      const { memberId, receiptId } = erasePayload.parse(payload);
      if (await members.rows.find(memberId)) return;

      await database.transaction((tx) => erasure.eraseAgain(memberId, tx, receiptId));
    }) satisfies OutboxHandler,
  };
};

export type WithdrawalService = ReturnType<typeof createWithdrawalService>;
