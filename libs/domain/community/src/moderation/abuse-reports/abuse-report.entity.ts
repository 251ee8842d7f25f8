import { instant, integer, longText, nullable, table, text, uuid, uuidPrimary } from '@soomcare/database';

import type { WritingKind } from '../../posting-rules.ts';
import { ruleKinds } from '../rules/community-rule.entity.ts';

export const abuseReasons = [...ruleKinds, 'harassment', 'misinformation', 'other'] as const;
export type AbuseReason = (typeof abuseReasons)[number];

export const reportSources = ['member', 'rule'] as const;
export const reportStates = ['open', 'claimed', 'decided'] as const;
export type ReportState = (typeof reportStates)[number];

export const decisions = ['dismiss', 'warn', 'hide', 'restrict', 'ban'] as const;
export type Decision = (typeof decisions)[number];

export const maxLength = { note: 500, decisionReason: 300 };

/** One complaint about one text, by a member or by a rule. */
export class AbuseReport {
  id!: string;
  /** Who wrote the text. */
  memberId!: string;
  subjectKind!: WritingKind;
  subjectId!: string;
  source!: (typeof reportSources)[number];
  /** Null for a rule, and for a member who has left. */
  reporterId!: string | null;
  reason!: AbuseReason;
  note!: string | null;
  /** The text as it was then, whatever its author makes of it. */
  snapshot!: string;
  /** 1 is first. */
  priority!: number;
  state!: ReportState;
  createdAt!: Date;
  dueAt!: Date;
  claimedBy!: string | null;
  claimedAt!: Date | null;
  decision!: Decision | null;
  decisionReason!: string | null;
  decidedBy!: string | null;
  decidedAt!: Date | null;
}

export const abuseReportTable = table<AbuseReport>()({
  target: AbuseReport,
  tableName: 'abuse_reports',
  columns: {
    id: uuidPrimary(),
    memberId: uuid(),
    subjectKind: text(7),
    subjectId: uuid(),
    source: text(6),
    reporterId: nullable(uuid()),
    reason: text(14),
    note: nullable(text(maxLength.note)),
    snapshot: longText(),
    priority: integer({ size: 'tinyint', unsigned: true }),
    state: text(7),
    createdAt: instant(),
    dueAt: instant(),
    claimedBy: nullable(uuid()),
    claimedAt: nullable(instant()),
    decision: nullable(text<Decision>(8)),
    decisionReason: nullable(text(maxLength.decisionReason)),
    decidedBy: nullable(uuid()),
    decidedAt: nullable(instant()),
  },
  indices: [
    { name: 'uq_abuse_reports_reporter_id_subject_id', columns: ['reporterId', 'subjectId'], unique: true },
    { name: 'ix_abuse_reports_state_priority_due_at_id', columns: ['state', 'priority', 'dueAt', 'id'] },
    {
      name: 'ix_abuse_reports_state_reason_priority_due_at_id',
      columns: ['state', 'reason', 'priority', 'dueAt', 'id'],
    },
    { name: 'ix_abuse_reports_subject_id_state', columns: ['subjectId', 'state'] },
    { name: 'ix_abuse_reports_member_id', columns: ['memberId'] },
  ],
});
