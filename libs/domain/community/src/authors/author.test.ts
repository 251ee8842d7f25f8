import { newUuid } from '@soomcare/database';
import { expect, test } from 'vitest';

import { type Author, presentAuthor } from './author.ts';

const memberId = newUuid();
const authors = new Map<string, Author>([
  [memberId, { nickname: '숨쉬는민지', avatarKey: 'avatar-3', language: 'ko' }],
]);

test('an author is shown by nickname and picture, and by nothing else', () => {
  expect(presentAuthor(memberId, authors, 'en')).toEqual({
    memberId,
    nickname: '숨쉬는민지',
    avatarKey: 'avatar-3',
  });
});

test('who has left is a former member, in the reader’s language, without an id', () => {
  const former = { memberId: null, nickname: '탈퇴한 회원', avatarKey: null };

  expect(presentAuthor(newUuid(), authors, 'ko')).toEqual(former);
  expect(presentAuthor(null, authors, 'en')).toEqual({ ...former, nickname: 'Former member' });
});
