import { type Endpoint, endpoint, type Limit, member, staff } from '@soomcare/http';

import type { AuditLogService } from '../audit/audit-log.service.ts';
import {
  accessLogQuery,
  accessLogView,
  auditEntriesView,
  auditQuery,
  presentAccessLogEntry,
  presentAuditEntry,
  verdictView,
} from '../audit/audit.schemas.ts';

/** It reads the whole log. */
const VERIFICATIONS: Limit = { name: 'audit-verifications', points: 20, seconds: 60 * 60 };

const access = staff({ permission: 'audit:read' });
const tag = 'Audit';

/** The log of who handled whose data, for the auditor. */
export const auditRoutes = (log: AuditLogService): Endpoint[] => [
  endpoint(
    {
      method: 'get',
      path: '/audit-entries',
      operationId: 'staffListAuditEntries',
      summary: 'Who handled whose data, newest first',
      tag,
      access,
      query: auditQuery,
      response: auditEntriesView,
    },
    async ({ actor, query, call }) => {
      const { items, nextCursor } = await log.list(actor, call.address, query);
      return { items: items.map(presentAuditEntry), nextCursor };
    },
  ),
  endpoint(
    {
      method: 'get',
      path: '/audit-entries/verification',
      operationId: 'staffVerifyAuditEntries',
      summary: 'Is the log as it was written? Names the first entry that is not',
      tag,
      access,
      limit: VERIFICATIONS,
      response: verdictView,
    },
    () => log.verify(),
  ),
];

/** For the member's own app. */
export const accessLogRoutes = (log: Pick<AuditLogService, 'listOf'>): Endpoint[] => [
  endpoint(
    {
      method: 'get',
      path: '/me/access-log',
      operationId: 'listAccessLog',
      summary:
        'Who handled my data, staff and clinics that I gave a code: who, when, what and why; newest first',
      tag: 'Me',
      access: member(),
      query: accessLogQuery,
      response: accessLogView,
    },
    async ({ actor, query }) => {
      const { items, nextCursor } = await log.listOf(actor.id, query);
      return { items: items.map(presentAccessLogEntry), nextCursor };
    },
  ),
];
