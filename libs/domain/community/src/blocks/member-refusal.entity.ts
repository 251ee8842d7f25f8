import { instant, primary, table, text, uuid } from '@soomcare/database';

export const refusalKinds = ['block', 'mute'] as const;
export type RefusalKind = (typeof refusalKinds)[number];

/** Whom a member does not want to meet. A block hides both from one another, a mute only the other from the member. */
export class MemberRefusal {
  memberId!: string;
  kind!: RefusalKind;
  otherId!: string;
  createdAt!: Date;
}

export const memberRefusalTable = table<MemberRefusal>()({
  target: MemberRefusal,
  tableName: 'member_refusals',
  columns: {
    memberId: primary(uuid()),
    kind: primary(text(5)),
    otherId: primary(uuid()),
    createdAt: instant(),
  },
  indices: [
    { name: 'ix_member_refusals_other_id_kind', columns: ['otherId', 'kind'] },
    {
      name: 'ix_member_refusals_member_id_kind_created_at_other_id',
      columns: ['memberId', 'kind', 'createdAt', 'otherId'],
    },
  ],
});
