import type { Database, Transaction } from '@soomcare/database';

import type { Clock } from '../identity.deps.ts';
import type { MemberRepository } from '../members/member.repository.ts';
import type { SessionEnds } from '../sessions/session-ends.ts';
import type { Consent } from './consent.entity.ts';
import { consentErrors } from './consent.errors.ts';
import type { ConsentRepository } from './consent.repository.ts';
import type { ConsentChoice, SetConsent } from './consent.schemas.ts';
import {
  type ConsentText,
  type ConsentType,
  findCurrentText,
  REQUIRED_CONSENT,
  textHashOf,
} from './consent-texts.ts';

interface ConsentServiceDeps {
  readonly database: Database;
  readonly consents: ConsentRepository;
  readonly members: MemberRepository;
  readonly sessionEnds: SessionEnds;
  readonly clock: Clock;
}

/** @throws CONSENT_VERSION_UNKNOWN */
const getCurrentText = (type: ConsentType, version: string): ConsentText => {
  const text = findCurrentText(type, version);
  if (!text) throw consentErrors.CONSENT_VERSION_UNKNOWN({ detail: type });
  return text;
};

/** @throws SERVICE_CONSENT_REQUIRED, CONSENT_VERSION_UNKNOWN */
export const refuseUnfitChoices = (choices: readonly ConsentChoice[]) => {
  if (!choices.some(({ type }) => type === REQUIRED_CONSENT)) throw consentErrors.SERVICE_CONSENT_REQUIRED();
  for (const { type, version } of choices) getCurrentText(type, version);
};

export const createConsentService = ({
  database,
  consents,
  members,
  sessionEnds,
  clock,
}: ConsentServiceDeps) => {
  const entryOf = (memberId: string, text: ConsentText, granted: boolean, revision: number): Consent => ({
    id: clock.newId(),
    memberId,
    type: text.type,
    revision,
    granted,
    version: text.version,
    textHash: textHashOf(text),
    recordedAt: clock.now(),
  });

  return {
    list: (memberId: string) => consents.listOf(memberId),

    /** The first entries of a new member. */
    async recordFirst(tx: Transaction, memberId: string, choices: readonly ConsentChoice[]) {
      const entries = choices.map(({ type, version }) =>
        entryOf(memberId, getCurrentText(type, version), true, 1),
      );
      await consents.insert(tx, entries);
    },

    /** Adds an entry unless it would say what the latest one says; the ledger afterwards, newest first. */
    async set(memberId: string, type: ConsentType, { granted, version }: SetConsent): Promise<Consent[]> {
      if (type === REQUIRED_CONSENT && !granted) throw consentErrors.SERVICE_CONSENT_STAYS();
      const text = getCurrentText(type, version);

      const ledger = await database.transaction(async (tx) => {
        // Keeps two changes apart, and a change from outliving the member's withdrawal.
        await members.lock(tx, memberId);
        const before = await consents.listOf(memberId, tx);
        const latest = before.find((entry) => entry.type === type);
        if (latest?.granted === granted && latest.version === version) return before;

        const entry = entryOf(memberId, text, granted, (latest?.revision ?? 0) + 1);
        await consents.insert(tx, [entry]);
        return [entry, ...before];
      });

      await sessionEnds.refreshCopies(memberId);
      return ledger;
    },
  };
};

export type ConsentService = ReturnType<typeof createConsentService>;
