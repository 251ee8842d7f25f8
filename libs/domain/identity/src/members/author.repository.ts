import { binaryToUuid, type Database, uuidToBinary } from '@soomcare/database';

import type { Language } from './member.schemas.ts';

/** What members see of one another. */
export interface MemberAuthor {
  readonly nickname: string;
  /** Which of the app's pictures stands for them; there are no photos of members. */
  readonly avatarKey: string;
  readonly language: Language;
}

/** Pictures that come with the app. */
const AVATARS = 12;

/** The last byte of a UUIDv7 is random, so the pictures are spread evenly. */
const avatarKeyOf = (id: Buffer) => `avatar-${((id.at(-1) ?? 0) % AVATARS) + 1}`;

/** For the contexts in which members meet. @returns those of these members that are still there */
export const createAuthors =
  (database: Pick<Database, 'rows'>) =>
  async (memberIds: readonly string[]): Promise<Map<string, MemberAuthor>> => {
    if (memberIds.length === 0) return new Map();

    const marks = memberIds.map(() => '?').join(', ');
    const rows = await database.rows<{ id: Buffer; nickname: string; language: Language }>(
      `SELECT m.id, m.nickname, m.language FROM members m WHERE m.id IN (${marks})`,
      memberIds.map(uuidToBinary),
    );
    return new Map(
      rows.map(({ id, nickname, language }) => [
        binaryToUuid(id),
        { nickname, avatarKey: avatarKeyOf(id), language },
      ]),
    );
  };
