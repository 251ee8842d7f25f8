import { createHash, timingSafeEqual } from 'node:crypto';

import type { Database, Transaction } from '@soomcare/database';
import { httpErrors } from '@soomcare/http';
import type { Outbox, OutboxHandler } from '@soomcare/outbox';
import { z } from 'zod';

import type { Clock } from '../identity.deps.ts';
import type { MemberRepository } from '../members/member.repository.ts';
import type { WithdrawalService } from '../members/withdrawal.service.ts';
import type { SessionEnds } from '../sessions/session-ends.ts';
import { providerSubject } from './id-token.ts';
import type { SocialCredentials } from './social-credentials.ts';
import { socialErrors } from './social.errors.ts';

export const UNLINKED_TOPIC = 'identity.provider-unlinked';

/**
 * Somebody whose only way in was cut at Kakao is erased this long after: cutting a link on another company's page is
 * no request to burn a diary, coming back by Kakao within these days undoes it, and after them nobody could
 * (the same thirty days that a deleted record can be brought back).
 */
export const UNLINKED_DAYS = 30;
const DAY_MS = 24 * 60 * 60 * 1000;
const MAX_WITHDRAWALS_A_RUN = 100;

const payloadSchema = z.object({ subject: providerSubject, at: z.iso.datetime() });

const digest = (text: string) => createHash('sha256').update(text, 'utf8').digest();

interface UnlinkDeps {
  readonly database: Database;
  readonly adminKey: string | undefined;
  readonly credentials: SocialCredentials;
  readonly members: MemberRepository;
  readonly withdrawals: WithdrawalService;
  readonly sessionEnds: SessionEnds;
  readonly outbox: Outbox;
  readonly clock: Clock;
}

/** What happens when Kakao tells us that somebody has cut the link there. */
export const createUnlinkService = (deps: UnlinkDeps) => {
  const { database, adminKey, credentials, members, withdrawals, sessionEnds, outbox, clock } = deps;

  const cut = async (tx: Transaction, memberId: string, subject: string, at: Date) => {
    const all = await credentials.rows.listOf(memberId, tx);
    const own = all.find((each) => each.provider === 'kakao' && each.subject === subject);
    if (!own) return [];

    const isLast = all.length === 1 && !(await credentials.rows.hasPassword(memberId, tx));
    const isCut = isLast
      ? await credentials.rows.markUnlinked(tx, own.id, at)
      : await credentials.rows.removeUnless(tx, own.id, at);
    return isCut ? sessionEnds.endAll(tx, memberId, 'ended') : [];
  };

  return {
    /** @throws NOT_FOUND where Kakao is off, UNLINK_REFUSED */
    checkKey(authorization: string | undefined) {
      if (adminKey === undefined) throw httpErrors.NOT_FOUND();
      const given = digest(authorization ?? '');
      if (!timingSafeEqual(given, digest(`KakaoAK ${adminKey}`))) {
        throw socialErrors.UNLINK_REFUSED({ headers: { 'WWW-Authenticate': 'KakaoAK' } });
      }
    },

    /**
     * Kakao gives us three seconds and wants a 200 for everybody, known or not: so the request only leaves a
     * message, and does the same for everybody.
     */
    async accept(userId: string) {
      const subject = providerSubject.safeParse(userId);
      if (!subject.success) return;

      const payload = { subject: subject.data, at: clock.now().toISOString() };
      await database.transaction((tx) => outbox.add(tx, { topic: UNLINKED_TOPIC, payload }));
    },

    handle: (async (payload) => {
      const { subject, at } = payloadSchema.parse(payload);
      const memberId = await credentials.rows.findMemberId('kakao', subject);
      if (memberId === null) return;

      const ended = await database.transaction(async (tx) => {
        // Withdrawn since the line above: nothing is left to do.
        const member = await members.lockIfThere(tx, memberId);
        return member ? cut(tx, memberId, subject, new Date(at)) : [];
      });
      await sessionEnds.bury(ended);
    }) satisfies OutboxHandler,

    /** Withdraws whose thirty days are over. @returns how many */
    async withdrawUnlinked(): Promise<number> {
      const before = new Date(clock.now().getTime() - UNLINKED_DAYS * DAY_MS);
      const due = await credentials.rows.findUnlinkedBefore(before, MAX_WITHDRAWALS_A_RUN);
      let withdrawn = 0;
      for (const memberId of due) {
        const stillCut = (tx: Transaction) => credentials.rows.lockIfUnlinkedBefore(tx, memberId, before);
        if (await withdrawals.withdrawIf(memberId, stillCut)) withdrawn += 1;
      }
      return withdrawn;
    },
  };
};

export type UnlinkService = ReturnType<typeof createUnlinkService>;
