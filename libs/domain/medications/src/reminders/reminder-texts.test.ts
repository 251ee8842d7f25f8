import { newUuid } from '@soomcare/database';
import { expect, test } from 'vitest';

import { reminderMessage } from './reminder-texts.ts';

const reminder = { id: newUuid(), memberId: newUuid(), kind: 'dose' } as const;
const message = (lockScreen: 'quiet' | 'names', childNickname?: string) =>
  reminderMessage({
    reminder,
    target: { language: 'ko', ...(childNickname === undefined ? {} : { childNickname }) },
    lockScreen,
    names: ['심비코트', '싱귤레어'],
    ttlSeconds: 60,
  });

test('on a guardian’s device the child is named where medicines may be', () => {
  expect(message('names', '새싹').body).toBe('새싹: 심비코트, 싱귤레어');
  expect(message('quiet', '새싹').body).toBe('앱에서 확인해 주세요.');
});

test('a guardian’s app is told whose profile to open, in either case; a member’s own is not', () => {
  expect(message('quiet', '새싹').data).toMatchObject({ profileId: reminder.memberId });
  expect(message('names').data).toEqual({ reminderId: reminder.id, kind: 'dose' });
  expect(message('names').body).toBe('심비코트, 싱귤레어');
});
