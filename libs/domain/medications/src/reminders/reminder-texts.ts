import { createHash } from 'node:crypto';

import type { PushMessage } from '@soomcare/push';

import type { Language, PushTarget } from './push-target.ts';
import type { LockScreen, ReminderKind } from './reminder.entity.ts';
import type { ClaimedReminder } from './reminder-claims.repository.ts';

/** What anybody may read over the member's shoulder. */
const titles: Record<Language, Record<ReminderKind, string>> = {
  ko: {
    dose: '복약 시간이에요',
    nudge: '아직 기록하지 않은 복약이 있어요',
    snooze: '다시 알려 드려요. 복약 시간이에요',
    digest: '보내지 못한 복약 알림이 있어요',
    supply: '약을 새로 받을 때가 됐어요',
  },
  en: {
    dose: 'Time for your medicine',
    nudge: 'A dose is still open',
    snooze: 'Again: time for your medicine',
    digest: 'Some reminders could not be sent',
    supply: 'Time to get a new supply',
  },
};

const quietBodies: Record<Language, string> = {
  ko: '앱에서 확인해 주세요.',
  en: 'Please look into the app.',
};

const namelessNotices: Record<Language, string> = {
  ko: '복약 화면에서 확인해 주세요.',
  en: 'Please look at your medicines.',
};

const MAX_BODY_LENGTH = 200;
const MAX_NOTICE_LENGTH = 500;
const COLLAPSE_KEY_LENGTH = 32;

/** The same for each attempt, so that a repeat takes the place of the push before it; it tells nothing. */
export const collapseKeyOf = (reminderId: string): string =>
  createHash('sha256').update(reminderId).digest('base64url').slice(0, COLLAPSE_KEY_LENGTH);

/** An entry of the member's inbox. */
export interface ReminderNotice {
  readonly memberId: string;
  /** The reminder's, so that a repeat tells nothing twice. */
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  readonly body: string;
}

/** Of the medicines, each once. */
export const namesOf = (doses: readonly { medicationName: string | null }[]): string[] => [
  ...new Set(doses.flatMap(({ medicationName }) => medicationName ?? [])),
];

/** Read after a log-in only, so it names the medicines whatever the member wishes for the lock screen. */
export const reminderNotice = (
  { id, memberId, kind }: Pick<ClaimedReminder, 'id' | 'memberId' | 'kind'>,
  language: Language,
  names: readonly string[],
): ReminderNotice => ({
  memberId,
  id,
  kind,
  title: titles[language][kind],
  body: names.join(', ').slice(0, MAX_NOTICE_LENGTH) || namelessNotices[language],
});

/**
 * Names of medicines are health data, and so is whose child takes them: only for a member who chose to see them.
 * A guardian's app opens the child's profile by `profileId`.
 */
export const reminderMessage = ({
  reminder,
  target: { language, childNickname },
  lockScreen,
  names,
  ttlSeconds,
}: {
  reminder: Pick<ClaimedReminder, 'id' | 'memberId' | 'kind'>;
  target: Pick<PushTarget, 'language' | 'childNickname'>;
  lockScreen: LockScreen;
  names: readonly string[];
  ttlSeconds: number;
}): PushMessage => {
  const named = lockScreen === 'names' && names.length > 0;
  const isForChild = childNickname !== undefined;
  const body = `${isForChild ? `${childNickname}: ` : ''}${names.join(', ')}`.slice(0, MAX_BODY_LENGTH);

  return {
    title: titles[language][reminder.kind],
    body: named ? body : quietBodies[language],
    data: {
      reminderId: reminder.id,
      kind: reminder.kind,
      ...(isForChild ? { profileId: reminder.memberId } : {}),
    },
    collapseKey: collapseKeyOf(reminder.id),
    ttlSeconds,
    urgency: 'high',
  };
};
