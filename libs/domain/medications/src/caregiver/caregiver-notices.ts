import { localDayOf } from '@soomcare/time';

import { HOUR_MS } from '../schedules/wall-time.ts';
import type { ContactSeal } from './caregiver-contact.ts';
import { leaveMail } from './caregiver-mail.ts';
import { type CaregiversDeps, type NoticedMember, sharedNickname } from './caregiver.deps.ts';
import type { PlainCaregiver } from './caregiver.entity.ts';
import type { CaregiverRepository } from './caregiver.repository.ts';
import { isDaytime, nextMorning } from './daytime.ts';

export interface CaregiverNoticesDeps extends Pick<CaregiversDeps, 'database' | 'post' | 'memberOf' | 'now'> {
  readonly caregivers: CaregiverRepository;
  readonly contacts: ContactSeal;
}

/** Few enough to be read at once; the rest follows directly. */
const BATCH = 200;

/** A consent that was taken back may be given again. */
const WITHOUT_CONSENT_MS = HOUR_MS;

/** Once a day of the member's, by day. */
const isTime = ({ noticedAt }: PlainCaregiver, { timeZone }: NoticedMember, now: Date): boolean =>
  isDaytime(now, timeZone) &&
  (noticedAt === null || localDayOf(new Date(noticedAt), timeZone) < localDayOf(now, timeZone));

/** Tells caregivers of missed doses. Any number of workers may, and each may die: a day is marked with its mail. */
export const createCaregiverNotices = (deps: CaregiverNoticesDeps) => {
  const { database, caregivers, contacts, post, memberOf, now } = deps;

  const notice = async (memberId: string): Promise<void> => {
    const member = await memberOf(memberId);
    const at = now();
    const quietUntil = member
      ? nextMorning(at, member.timeZone)
      : new Date(at.getTime() + WITHOUT_CONSENT_MS);

    await database.transaction(async (tx) => {
      const caregiver = await caregivers.lockDue(tx, memberId, at);
      if (!caregiver) return;

      const resting = { ...caregiver, quietUntil: quietUntil.toISOString() };
      if (!member || !isTime(caregiver, member, at)) return caregivers.save(tx, resting);

      const { language, sharesNickname, sealedContact } = caregiver;
      const { email, name, stopToken } = await contacts.open(memberId, sealedContact, tx);
      const nickname = sharedNickname(sharesNickname, member);
      await caregivers.save(tx, { ...resting, noticedAt: at.toISOString() });
      await leaveMail(post, tx, memberId, { kind: 'notice', to: email, language, name, nickname, stopToken });
    });
  };

  /** Leaves a mail for each who is due. @returns whether there may be more to do at once */
  return async (): Promise<boolean> => {
    const due = await caregivers.listDue(now(), BATCH);
    const failures: unknown[] = [];
    // One who cannot be told must not keep the others from it.
    for (const memberId of due) await notice(memberId).catch((error: unknown) => failures.push(error));
    if (failures.length > 0) throw failures[0];

    return due.length === BATCH;
  };
};
