import type { ArticleHead } from '../api/api.ts';
import { dayPlus, todayIn } from '../i18n/dates.ts';
import type { Tone } from '../lists/badge.tsx';

export type Standing = 'draft' | 'in-review' | 'scheduled' | 'published' | 'expired';

/** As an editor speaks of it: a schedule and an expiry are states of their own. */
export const standingOf = (
  { state, publishAt, isExpired }: Pick<ArticleHead, 'state' | 'publishAt' | 'isExpired'>,
  now = Date.now(),
): Standing => {
  if (state !== 'published') return state;
  if (publishAt !== null && new Date(publishAt).getTime() > now) return 'scheduled';

  return isExpired ? 'expired' : 'published';
};

export const tones = {
  draft: 'plain',
  'in-review': 'waiting',
  scheduled: 'accent',
  published: 'good',
  expired: 'bad',
} as const satisfies Record<Standing, Tone>;

const DUE_SOON_DAYS = 30;

/** An article whose review is due until then is to be read again: that day has come, or comes within a month. */
export const lastDueDay = (today = todayIn('Asia/Seoul')): string => dayPlus(today, DUE_SOON_DAYS);

export const isReviewDue = (reviewDueOn: string, today?: string): boolean => reviewDueOn <= lastDueDay(today);
