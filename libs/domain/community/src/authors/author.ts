import type { Locale } from '@soomcare/http';
import { z } from 'zod';

/** All that the community may know of a member. */
export interface Author {
  readonly nickname: string;
  /** Which of the app's pictures stands for them. */
  readonly avatarKey: string;
  /** In which they are told of comments. */
  readonly language: Locale;
}

/** Those of these members that are still there. */
export type AuthorsOf = (memberIds: readonly string[]) => Promise<ReadonlyMap<string, Author>>;

export const authorView = z
  .object({
    memberId: z.uuid().nullable().meta({ description: 'Null where the member has left' }),
    nickname: z.string().meta({ example: '숨쉬는민지' }),
    avatarKey: z.string().nullable().meta({ description: 'Which of the app’s pictures to show' }),
  })
  .meta({ id: 'Author' });
export type AuthorView = z.input<typeof authorView>;

const formerMember: Readonly<Record<Locale, string>> = { ko: '탈퇴한 회원', en: 'Former member' };

export const presentAuthor = (
  memberId: string | null,
  authors: ReadonlyMap<string, Author>,
  locale: Locale,
): AuthorView => {
  const author = memberId === null ? undefined : authors.get(memberId);
  return author
    ? { memberId, nickname: author.nickname, avatarKey: author.avatarKey }
    : { memberId: null, nickname: formerMember[locale], avatarKey: null };
};
