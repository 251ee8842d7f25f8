import { primary, sealed, uuid } from './columns.ts';
import { table } from './table.ts';

/** The key of one member, sealed with the ring. Without its row nothing that was sealed for them opens any more. */
export class MemberKey {
  memberId!: string;
  sealedKey!: Buffer;
}

export const memberKeyTable = table<MemberKey>()({
  target: MemberKey,
  tableName: 'member_keys',
  columns: { memberId: primary(uuid()), sealedKey: sealed(100) },
});
