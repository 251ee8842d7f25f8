import type { Database } from '@soomcare/database';
import { httpErrors } from '@soomcare/http';
import { seoulDayOf } from '@soomcare/time';

import type { Clock } from '../identity.deps.ts';
import type { SessionEnds } from '../sessions/session-ends.ts';
import { needsGuardian } from './age.ts';
import type { Member } from './member.entity.ts';
import { memberErrors } from './member.errors.ts';
import type { MemberRepository } from './member.repository.ts';
import type { UpdateMe } from './member.schemas.ts';
import type { Profile, ProfileMapper } from './profile.ts';

interface MemberServiceDeps {
  readonly database: Database;
  readonly members: MemberRepository;
  readonly profiles: ProfileMapper;
  readonly sessionEnds: SessionEnds;
  readonly clock: Clock;
}

/** Whoever edits: their consents decide which fields they may fill. */
interface Editor {
  readonly id: string;
  readonly consents: readonly string[];
  /** Of a child, whose birth date may lie less than fourteen years back. */
  readonly guardianId?: string;
}

/** @throws BIRTH_DATE_IN_FUTURE */
export const refuseFutureBirthDate = (birthDate: string, now: Date) => {
  if (birthDate > seoulDayOf(now)) throw memberErrors.BIRTH_DATE_IN_FUTURE();
};

/** @throws BIRTH_DATE_IN_FUTURE, GUARDIAN_NEEDED */
export const refuseUnfitBirthDate = (birthDate: string, now: Date) => {
  refuseFutureBirthDate(birthDate, now);
  if (needsGuardian(birthDate, now)) throw memberErrors.GUARDIAN_NEEDED();
};

const DAY_MS = 24 * 60 * 60 * 1000;
/** Long enough to see a slip of the finger. */
const CORRECTION_DAYS = 30;

/**
 * A later birth date postpones the day on which the child can take over. What a guardian declares is believed when
 * the profile is made, not years after, and never once the child could have taken over.
 * @throws BIRTH_DATE_SETTLED
 */
const refusePostponedHandOver = (
  { birthDate, createdAt }: Pick<Member, 'birthDate' | 'createdAt'>,
  changed: string,
  now: Date,
) => {
  if (changed <= birthDate) return;

  const settledFrom = createdAt.getTime() + CORRECTION_DAYS * DAY_MS;
  if (now.getTime() >= settledFrom || !needsGuardian(birthDate, now)) throw memberErrors.BIRTH_DATE_SETTLED();
};

// A diagnosis and smoking are health data by themselves (PIPA 23); clearing them needs no consent.
const fillsHealthField = ({ smoking, diagnosis, diagnosedOn }: UpdateMe) =>
  [smoking, diagnosis, diagnosedOn].some((value) => value !== undefined && value !== null);

export const createMemberService = ({
  database,
  members,
  profiles,
  sessionEnds,
  clock,
}: MemberServiceDeps) => ({
  /** @throws LOG_IN_REQUIRED when the member has just withdrawn */
  async get(memberId: string): Promise<Profile> {
    const member = await members.find(memberId);
    if (!member) throw httpErrors.LOG_IN_REQUIRED();
    return profiles.toProfile(member);
  },

  /** What of a profile says which values are usual for a body; opens no sealed field. */
  async bodyFactsOf(memberId: string) {
    const member = await members.find(memberId);
    if (!member) return null;

    const { birthDate, sex, heightCm, weightHectograms } = member;
    return { birthDate, sex, heightCm, weightKg: weightHectograms === null ? null : weightHectograms / 10 };
  },

  /** Whom to ring when this member is in danger: their contact first, then the doctor. */
  async emergencyContactsOf(memberId: string) {
    const member = await members.find(memberId);
    if (!member) return [];

    const { emergencyContact, doctor } = await profiles.toProfile(member);
    return [
      ...(emergencyContact
        ? [{ kind: 'emergency-contact' as const, name: emergencyContact.name, phone: emergencyContact.phone }]
        : []),
      ...(doctor?.phone ? [{ kind: 'doctor' as const, name: doctor.name, phone: doctor.phone }] : []),
    ];
  },

  /**
   * @param expectedVersion the version that the caller has read; null where any will do
   * @throws VERSION_MISMATCH, CONSENT_REQUIRED, GUARDIAN_NEEDED, BIRTH_DATE_IN_FUTURE, BIRTH_DATE_SETTLED, DIAGNOSED_IN_FUTURE
   */
  async update(editor: Editor, expectedVersion: number | null, change: UpdateMe): Promise<Profile> {
    if (fillsHealthField(change) && !editor.consents.includes('health-data')) {
      throw httpErrors.CONSENT_REQUIRED({ detail: 'health-data' });
    }
    const now = clock.now();
    if (change.birthDate !== undefined) {
      const refuse = editor.guardianId === undefined ? refuseUnfitBirthDate : refuseFutureBirthDate;
      refuse(change.birthDate, now);
    }
    if (change.diagnosedOn && change.diagnosedOn > seoulDayOf(now)) throw memberErrors.DIAGNOSED_IN_FUTURE();

    const profile = await database.transaction(async (tx) => {
      const member = await members.lock(tx, editor.id);
      if (expectedVersion !== null && member.version !== expectedVersion) throw httpErrors.VERSION_MISMATCH();
      if (editor.guardianId !== undefined && change.birthDate !== undefined) {
        refusePostponedHandOver(member, change.birthDate, now);
      }

      const columns = { ...(await profiles.toColumns(editor.id, change, tx)), updatedAt: now };
      await members.update(tx, member, columns);
      return profiles.toProfile({ ...member, ...columns, version: member.version + 1 }, tx);
    });

    await sessionEnds.refreshCopies(editor.id);
    return profile;
  },
});

export type MemberService = ReturnType<typeof createMemberService>;
