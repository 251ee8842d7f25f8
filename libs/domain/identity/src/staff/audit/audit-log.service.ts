import { cutPage, pageSize, type StaffActor } from '@soomcare/http';

import type { ReadAuditEntry } from './audit.repository.ts';
import { type AccessLogQuery, auditCursor, type AuditQuery } from './audit.schemas.ts';
import type { AuditService, ChainVerdict } from './audit.service.ts';

const positionOf = (cursor: string | undefined) =>
  cursor === undefined ? undefined : auditCursor.decode(cursor).position;

const cut = (rows: readonly ReadAuditEntry[], limit: number) =>
  cutPage(rows, limit, ({ position }) => auditCursor.encode({ position }));

/** The audit log as people read it: the auditor all of it, a member what is about them. */
export const createAuditLogService = (audit: AuditService) => ({
  /** Newest first. Who reads the log leaves an entry too, about nobody. */
  async list(actor: StaffActor, address: string, { staffId, subjectId, cursor, ...query }: AuditQuery) {
    const limit = pageSize(query);
    const filter = { staffId, subjectId, before: positionOf(cursor), limit: limit + 1 };
    const page = cut(await audit.list(filter), limit);

    await audit.record({ staff: actor, address, task: 'staffListAuditEntries', subjectIds: [] });
    return page;
  },

  /** Every look of the staff at one member's data, newest first. */
  async listOf(memberId: string, { cursor, ...query }: AccessLogQuery) {
    const limit = pageSize(query);
    const before = positionOf(cursor);
    return cut(await audit.list({ subjectId: memberId, before, limit: limit + 1 }), limit);
  },

  verify: (): Promise<ChainVerdict> => audit.verify(),
});

export type AuditLogService = ReturnType<typeof createAuditLogService>;
