import { staffAccountTable } from './accounts/staff-account.entity.ts';
import { staffRoleChangeTable } from './accounts/staff-role-change.entity.ts';
import { auditChainTable, auditEntryTable } from './audit/audit-entry.entity.ts';
import { staffInvitationTable } from './invitations/staff-invitation.entity.ts';
import { recordAccessGrantTable } from './members/record-access-grant.entity.ts';
import { staffSessionTable } from './sessions/staff-session.entity.ts';

/** Part of `identityTables`. */
export const staffTables = [
  staffAccountTable,
  staffRoleChangeTable,
  staffSessionTable,
  staffInvitationTable,
  recordAccessGrantTable,
  auditEntryTable,
  auditChainTable,
];
