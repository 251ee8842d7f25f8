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
  consentTypes,
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
  const entryOf = (
    text: ConsentText,
    entry: Pick<Consent, 'memberId' | 'granted' | 'revision' | 'givenById'>,
  ): Consent => ({
    ...entry,
    id: clock.newId(),
    type: text.type,
    version: text.version,
    textHash: textHashOf(text),
    recordedAt: clock.now(),
  });

  return {
    list: (memberId: string) => consents.listOf(memberId),

    /** The first entries of a new member; `givenById` is the guardian of a child. */
    async recordFirst(
      tx: Transaction,
      memberId: string,
      choices: readonly ConsentChoice[],
      givenById: string | null,
    ) {
      const entries = choices.map(({ type, version }) =>
        entryOf(getCurrentText(type, version), { memberId, granted: true, revision: 1, givenById }),
      );
      await consents.insert(tx, entries);
    },

    /** From now on the member speaks for themself: what they do not choose of what stands, they take back. */
    async recordOwn(tx: Transaction, memberId: string, choices: readonly ConsentChoice[]) {
      const before = await consents.listOf(memberId, tx);
      const entries = consentTypes.flatMap((type): Consent[] => {
        const latest = before.find((entry) => entry.type === type);
        const chosen = choices.find((choice) => choice.type === type);
        const revision = (latest?.revision ?? 0) + 1;
        if (chosen) {
          const entry = { memberId, granted: true, revision, givenById: null };
          return [entryOf(getCurrentText(type, chosen.version), entry)];
        }
        if (!latest?.granted) return [];

        const taken = { granted: false, revision, givenById: null, recordedAt: clock.now() };
        return [{ ...latest, ...taken, id: clock.newId() }];
      });
      await consents.insert(tx, entries);
    },

    /**
     * Adds an entry unless it would say what the latest one says.
     * @param givenById the guardian who speaks for a child, else null
     * @returns the ledger afterwards, newest first
     */
    async set(
      memberId: string,
      type: ConsentType,
      { granted, version }: SetConsent,
      givenById: string | null,
    ): Promise<Consent[]> {
      if (type === REQUIRED_CONSENT && !granted) throw consentErrors.SERVICE_CONSENT_STAYS();
      const text = getCurrentText(type, version);

      const ledger = await database.transaction(async (tx) => {
        // Keeps two changes apart, and a change from outliving the member's withdrawal.
        await members.lock(tx, memberId);
        const before = await consents.listOf(memberId, tx);
        const latest = before.find((entry) => entry.type === type);
        if (latest?.granted === granted && latest.version === version) return before;

        const revision = (latest?.revision ?? 0) + 1;
        const entry = entryOf(text, { memberId, granted, revision, givenById });
        await consents.insert(tx, [entry]);
        return [entry, ...before];
      });

      await sessionEnds.refreshCopies(memberId);
      return ledger;
    },
  };
};

export type ConsentService = ReturnType<typeof createConsentService>;
