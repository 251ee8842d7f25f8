import { type Database, isDuplicateKey } from '@soomcare/database';
import { httpErrors, type OpenProfile } from '@soomcare/http';
import { seoulDayOf } from '@soomcare/time';

import { refuseUnfitChoices } from '../consents/consent.service.ts';
import type { Clock } from '../identity.deps.ts';
import type { IdentityPost } from '../mails/identity-mail.ts';
import type { AccountService } from '../members/account.service.ts';
import { fourteenthBirthday, isAdult, needsGuardian } from '../members/age.ts';
import type { MemberRepository } from '../members/member.repository.ts';
import { refuseFutureBirthDate } from '../members/member.service.ts';
import type { ProfileMapper } from '../members/profile.ts';
import { familyErrors } from './family.errors.ts';
import type { AddChild } from './family.schemas.ts';
import type { ChildRow, GuardianRepository } from './guardian.repository.ts';
import { MAX_CHILDREN } from './guardianship.service.ts';

/** So long after the fourteenth birthday a guardian can still write, so that no medicine plan stops on that day. */
const GRACE_DAYS = 90;

interface ChildServiceDeps {
  readonly database: Database;
  readonly guardians: GuardianRepository;
  readonly members: { readonly rows: MemberRepository; readonly profiles: ProfileMapper };
  readonly accounts: AccountService;
  readonly post: IdentityPost;
  readonly clock: Clock;
}

const readOnlyFrom = (birthDate: string): string =>
  Temporal.PlainDate.from(fourteenthBirthday(birthDate)).add({ days: GRACE_DAYS }).toString();

const presentChild = ({ startedAt, ...child }: ChildRow) => ({
  ...child,
  guardedSince: startedAt,
  handOverFrom: fourteenthBirthday(child.birthDate),
  readOnlyFrom: readOnlyFrom(child.birthDate),
});
export type Child = ReturnType<typeof presentChild>;

/** @throws BIRTH_DATE_IN_FUTURE, CHILD_TOO_OLD */
const refuseUnfitChild = (birthDate: string, now: Date) => {
  refuseFutureBirthDate(birthDate, now);
  if (!needsGuardian(birthDate, now)) throw familyErrors.CHILD_TOO_OLD();
};

export const createChildService = (deps: ChildServiceDeps) => {
  const { database, guardians, members, accounts, post, clock } = deps;

  const insert = (guardianId: string, id: string, person: Omit<AddChild, 'id'>) =>
    database.transaction(async (tx) => {
      const now = clock.now();
      // Children of one account are added one after the other.
      const guardian = await members.rows.lock(tx, guardianId);
      if (!isAdult(guardian.birthDate, now)) throw familyErrors.GUARDIAN_TOO_YOUNG();
      const children = await guardians.listChildren(guardianId, tx);
      if (children.some((child) => child.id === id)) return;
      if (children.length >= MAX_CHILDREN) throw familyErrors.TOO_MANY_CHILDREN();

      await accounts.createChild(tx, id, guardianId, person);
      await guardians.begin(tx, { id: clock.newId(), memberId: id, guardianId, startedAt: now });
      const to = await members.profiles.openEmail(guardian, tx);
      const { nickname } = person;
      if (to !== null) {
        await post.leave(tx, { kind: 'child-added', to, language: guardian.language, nickname }, guardianId);
      }
    });

  const list = async (guardianId: string): Promise<Child[]> =>
    (await guardians.listChildren(guardianId)).map(presentChild);

  /** @throws CHILD_NOT_FOUND */
  const get = async (guardianId: string, childId: string): Promise<Child> => {
    const child = (await list(guardianId)).find(({ id }) => id === childId);
    if (!child) throw familyErrors.CHILD_NOT_FOUND();
    return child;
  };

  return {
    list,
    get,

    /**
     * With the id of a child of theirs it adds none: an app may send it again.
     * @throws BIRTH_DATE_IN_FUTURE, CHILD_TOO_OLD, SERVICE_CONSENT_REQUIRED, CONSENT_VERSION_UNKNOWN,
     * GUARDIAN_TOO_YOUNG, TOO_MANY_CHILDREN, IDEMPOTENCY_KEY_REUSED for an id that is taken
     */
    async add(guardianId: string, { id = clock.newId(), ...person }: AddChild): Promise<Child> {
      refuseUnfitChild(person.birthDate, clock.now());
      refuseUnfitChoices(person.consents);
      await insert(guardianId, id, person).catch((error: unknown) => {
        throw isDuplicateKey(error) ? httpErrors.IDEMPOTENCY_KEY_REUSED() : error;
      });

      return get(guardianId, id);
    },

    /** The call of a guardian becomes one in the child's profile. Read from the database on each: it must not be stale. */
    openProfile: (async (caller, childId) => {
      const facts = await guardians.findProfile(caller.id, childId);
      if (!facts) return null;

      const { birthDate, timeZone, consents, lastActedOn } = facts;
      const today = seoulDayOf(clock.now());
      if (lastActedOn !== today) await guardians.noteActing(caller.id, childId, today);
      return {
        actor: { ...caller, id: childId, timeZone, consents, guardianId: caller.id },
        readOnly: today >= readOnlyFrom(birthDate),
      };
    }) satisfies OpenProfile,
  };
};

export type ChildService = ReturnType<typeof createChildService>;
