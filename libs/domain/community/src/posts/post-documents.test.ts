import { newUuid } from '@soomcare/database';
import { expect, test } from 'vitest';

import { documentOf } from './post-documents.ts';

const post = {
  id: newUuid(),
  memberId: newUuid(),
  title: '가을 산책',
  body: '바람이 선선해요',
  visibility: 'members',
  createdAt: '2026-03-10T03:00:00.000Z',
  version: 4,
} as const;

test('a post is found by its words, its day and its version, and belongs to its author', () => {
  expect(documentOf(post)).toEqual({
    kind: 'post',
    id: post.id,
    title: '가을 산책',
    body: '바람이 선선해요',
    tags: [],
    visibility: 'members',
    memberId: post.memberId,
    language: 'ko',
    date: new Date('2026-03-10T03:00:00.000Z'),
    version: 4,
  });
});

test('a post for everyone is public, and one without a Korean letter is English', () => {
  const document = documentOf({
    ...post,
    visibility: 'everyone',
    title: 'PM2.5 today',
    body: 'Windows shut',
  });

  expect(document).toMatchObject({ visibility: 'public', language: 'en' });
});
