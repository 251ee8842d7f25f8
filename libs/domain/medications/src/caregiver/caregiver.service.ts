import type { Limit } from '@soomcare/http';

import { DAY_MS } from '../schedules/wall-time.ts';
import { type ContactSeal, hashLinkToken, newLinkToken } from './caregiver-contact.ts';
import { leaveMail } from './caregiver-mail.ts';
import { type CaregiversDeps, sharedNickname } from './caregiver.deps.ts';
import type { PlainCaregiver } from './caregiver.entity.ts';
import { caregiverErrors } from './caregiver.errors.ts';
import type { CaregiverRepository } from './caregiver.repository.ts';
import type { CaregiverView, SetCaregiver } from './caregiver.schemas.ts';

const DAY_SECONDS = DAY_MS / 1000;

/** So that nobody pesters strangers through us. */
export const ASKINGS_PER_MEMBER: Limit = { name: 'caregiver-askings', points: 3, seconds: DAY_SECONDS };

/** Somebody may care for more than one member, but not for many new ones in a day. */
export const ASKINGS_PER_MAILBOX: Limit = { name: 'caregiver-mailbox', points: 5, seconds: DAY_SECONDS };

const ASKED_FOR_MS = 7 * DAY_MS;

interface CaregiverServiceDeps extends Omit<CaregiversDeps, 'seals'> {
  readonly caregivers: CaregiverRepository;
  readonly contacts: ContactSeal;
}

/** A member's choice of their one caregiver. */
export const createCaregiverService = (deps: CaregiverServiceDeps) => {
  const { database, caregivers, contacts, post, rateLimiter, memberOf, now } = deps;

  const present = async (caregiver: PlainCaregiver): Promise<CaregiverView> => {
    const { memberId, sealedContact, language, sharesNickname, state, noticedAt } = caregiver;
    const { name, email } = await contacts.open(memberId, sealedContact);
    return { name, email, language, sharesNickname, state, noticedAt };
  };

  /** Who has agreed stays so when only their name or the wording changes. Null where they have not. */
  const edit = async (memberId: string, emailIndex: Buffer, input: SetCaregiver) => {
    const edited = await database.transaction(async (tx) => {
      const before = await caregivers.lock(tx, memberId);
      if (before?.state !== 'active' || !before.emailIndex.equals(emailIndex)) return null;

      const { stopToken } = await contacts.open(memberId, before.sealedContact, tx);
      const { name = null, email, language, sharesNickname } = input;
      const sealedContact = await contacts.seal(memberId, { name, email, stopToken }, tx);
      const changed = { ...before, sealedContact, language, sharesNickname };
      await caregivers.save(tx, changed);
      return changed;
    });
    return edited && present(edited);
  };

  const ask = async (memberId: string, emailIndex: Buffer, input: SetCaregiver): Promise<CaregiverView> => {
    const { name = null, email, language, sharesNickname } = input;
    await rateLimiter.consume(ASKINGS_PER_MEMBER, memberId);
    await rateLimiter.consume(ASKINGS_PER_MAILBOX, contacts.limitKey(email));
    const nickname = sharedNickname(sharesNickname, await memberOf(memberId));
    const [askToken, stopToken] = [newLinkToken(), newLinkToken()];
    const asked: PlainCaregiver = {
      memberId,
      sealedContact: await contacts.seal(memberId, { name, email, stopToken }),
      emailIndex,
      language,
      sharesNickname,
      state: 'asked',
      askTokenHash: hashLinkToken(askToken),
      askExpiresAt: new Date(now().getTime() + ASKED_FOR_MS).toISOString(),
      stopTokenHash: hashLinkToken(stopToken),
      acceptedAt: null,
      noticedAt: null,
      quietUntil: now().toISOString(),
    };

    await database.transaction(async (tx) => {
      // Waits for whoever is just pressing "stop".
      await caregivers.lock(tx, memberId);
      if (await caregivers.isRefused(tx, memberId, emailIndex)) throw caregiverErrors.CAREGIVER_REFUSED();

      await caregivers.save(tx, asked);
      await leaveMail(post, tx, memberId, {
        kind: 'asking',
        to: email,
        language,
        name,
        nickname,
        askToken,
        stopToken,
      });
    });
    return present(asked);
  };

  return {
    async get(memberId: string): Promise<CaregiverView> {
      const caregiver = await caregivers.find(memberId);
      if (!caregiver) throw caregiverErrors.CAREGIVER_NOT_FOUND();
      return present(caregiver);
    },

    /**
     * In the place of the caregiver before; a new address is asked first.
     * @throws CAREGIVER_REFUSED, TOO_MANY_REQUESTS
     */
    async set(memberId: string, input: SetCaregiver): Promise<CaregiverView> {
      const emailIndex = contacts.emailIndex(input.email);
      return (await edit(memberId, emailIndex, input)) ?? ask(memberId, emailIndex, input);
    },

    async remove(memberId: string): Promise<void> {
      if (!(await caregivers.remove(memberId))) throw caregiverErrors.CAREGIVER_NOT_FOUND();
    },
  };
};

export type CaregiverService = ReturnType<typeof createCaregiverService>;
