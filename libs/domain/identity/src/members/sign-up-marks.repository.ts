import { type BlindIndex, type Database, type Transaction, uuidToBinary } from '@soomcare/database';

export interface SignUpMarksDeps {
  readonly database: Pick<Database, 'rows'>;
  readonly blindIndex: BlindIndex;
}

/**
 * For whoever must know that two accounts are one person's, even when the first is gone: keyed hashes of the e-mail
 * address and of the accounts at providers. They tell nobody who it is, and equal nothing that is stored here.
 */
export const createSignUpMarks =
  ({ database, blindIndex }: SignUpMarksDeps) =>
  async (memberId: string, within: Transaction): Promise<Buffer[]> => {
    const member = uuidToBinary(memberId);
    const rows = await database.rows<{ way: string }>(
      `SELECT CONCAT('email ', HEX(m.email_index)) AS way FROM members m
        WHERE m.id = ? AND m.email_index IS NOT NULL
        UNION ALL
       SELECT CONCAT(c.provider, ' ', c.subject) FROM credentials c
        WHERE c.member_id = ? AND c.provider <> 'password'`,
      [member, member],
      within,
    );
    return rows.map(({ way }) => blindIndex('ban_marks.mark', way));
  };
