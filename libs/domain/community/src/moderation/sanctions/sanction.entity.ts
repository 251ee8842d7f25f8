import { instant, nullable, table, text, uuid, uuidPrimary } from '@soomcare/database';

import type { WritingKind } from '../../posting-rules.ts';

export const sanctionKinds = ['warn', 'hide', 'restrict', 'ban'] as const;
export type SanctionKind = (typeof sanctionKinds)[number];

export const appealStates = ['none', 'open', 'upheld', 'lifted'] as const;
export type AppealState = (typeof appealStates)[number];

export const maxLength = { reason: 300, appeal: 1000, answer: 300 };

/** What a decision about a text means for its author. */
export class Sanction {
  id!: string;
  memberId!: string;
  reportId!: string;
  kind!: SanctionKind;
  reason!: string;
  subjectKind!: WritingKind;
  subjectId!: string;
  /** A member of staff. */
  decidedBy!: string;
  createdAt!: Date;
  /** Null for one without an end, and for what has no duration. */
  expiresAt!: Date | null;
  /** A lifted one has no effect any more. */
  appealState!: AppealState;
  appeal!: string | null;
  appealedAt!: Date | null;
  answer!: string | null;
  answeredBy!: string | null;
  answeredAt!: Date | null;
}

export const sanctionTable = table<Sanction>()({
  target: Sanction,
  tableName: 'sanctions',
  columns: {
    id: uuidPrimary(),
    memberId: uuid(),
    reportId: uuid(),
    kind: text(8),
    reason: text(maxLength.reason),
    subjectKind: text(7),
    subjectId: uuid(),
    decidedBy: uuid(),
    createdAt: instant(),
    expiresAt: nullable(instant()),
    appealState: text(6),
    appeal: nullable(text(maxLength.appeal)),
    appealedAt: nullable(instant()),
    answer: nullable(text(maxLength.answer)),
    answeredBy: nullable(uuid()),
    answeredAt: nullable(instant()),
  },
  indices: [
    { name: 'ix_sanctions_member_id_created_at_id', columns: ['memberId', 'createdAt', 'id'] },
    { name: 'ix_sanctions_appeal_state_appealed_at_id', columns: ['appealState', 'appealedAt', 'id'] },
  ],
});
