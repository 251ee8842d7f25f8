import { type Database, uuidToBinary } from '@soomcare/database';

const FIND_SQL = `
  SELECT m.nickname, m.time_zone AS timeZone
  FROM members m
  JOIN consents c ON c.member_id = m.id AND c.type = 'health-data' AND c.granted = 1
  WHERE m.id = ? AND m.status = 'active' AND NOT EXISTS (
    SELECT 1 FROM consents n WHERE n.member_id = c.member_id AND n.type = c.type AND n.revision > c.revision)`;

/** What may be told of a member to somebody whom they named. */
export interface ConsentingMember {
  readonly nickname: string;
  readonly timeZone: string;
}

/** Members whose last word on health data is yes: only of them may somebody else be told. */
export const createConsentingMembers = (database: Pick<Database, 'rows'>) => ({
  async find(memberId: string): Promise<ConsentingMember | null> {
    const [member] = await database.rows<ConsentingMember>(FIND_SQL, [uuidToBinary(memberId)]);
    return member ?? null;
  },
});
