import type { Subject } from '../subjects.ts';
import type { AbuseReason } from './abuse-report.entity.ts';
import type { AbuseReportRow } from './abuse-report.repository.ts';
import { handlingOf } from './handling.ts';

interface Complaint {
  readonly subject: Subject;
  readonly authorId: string;
  /** Null for a rule. */
  readonly reporterId: string | null;
  readonly reason: AbuseReason;
  readonly note: string | null;
  readonly snapshot: string;
}

export const newReport = (
  { subject, authorId, reporterId, reason, note, snapshot }: Complaint,
  { id, at }: { readonly id: string; readonly at: Date },
): AbuseReportRow => {
  const { priority, dueAt } = handlingOf(reason, at);

  return {
    id,
    memberId: authorId,
    subjectKind: subject.kind,
    subjectId: subject.id,
    source: reporterId === null ? 'rule' : 'member',
    reporterId,
    reason,
    note,
    snapshot,
    priority,
    state: 'open',
    createdAt: at.toISOString(),
    dueAt: dueAt.toISOString(),
    claimedBy: null,
    claimedAt: null,
    decision: null,
    decisionReason: null,
    decidedBy: null,
    decidedAt: null,
  };
};
