import { z } from 'zod';

import type { AuthorsOf } from '../authors/author.ts';

/** Somebody whose text the staff looks at: as much as tells one from another. */
export const maskedAuthorView = z
  .object({
    id: z.string().meta({ description: 'The end of their id', example: '…4f2a9c' }),
    nickname: z.string().nullable().meta({ description: 'Masked; null for who has left', example: '숨*지' }),
  })
  .meta({ id: 'MaskedAuthor' });
export type MaskedAuthor = z.input<typeof maskedAuthorView>;

const SHOWN_OF_ID = 6;

/** 숨쉬는민지 → 숨***지, 숨이 → 숨*: as the staff sees names elsewhere. */
const maskNickname = (nickname: string): string => {
  const [first = '', ...rest] = [...nickname];
  if (rest.length < 2) return `${first}*`;

  return `${first}${'*'.repeat(rest.length - 1)}${rest.at(-1) ?? ''}`;
};

export type Masking = (memberId: string) => MaskedAuthor;

/** Asks once for all members of a page. */
export const createMasking = async (authorsOf: AuthorsOf, memberIds: readonly string[]): Promise<Masking> => {
  const names = await authorsOf([...new Set(memberIds)]);

  return (memberId) => {
    const nickname = names.get(memberId)?.nickname;
    return {
      id: `…${memberId.slice(-SHOWN_OF_ID)}`,
      nickname: nickname === undefined ? null : maskNickname(nickname),
    };
  };
};
