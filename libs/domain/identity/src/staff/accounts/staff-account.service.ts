import { type Database, type FieldCipher } from '@soomcare/database';
import { cutPage, pageSize, type StaffActor } from '@soomcare/http';

import type { Clock } from '../../identity.deps.ts';
import type { AuditService } from '../audit/audit.service.ts';
import type { StaffInvitationRepository } from '../invitations/staff-invitation.repository.ts';
import type { StaffSessionService } from '../sessions/staff-session.service.ts';
import { staffErrors } from '../staff.errors.ts';
import type { StaffAccount } from './staff-account.entity.ts';
import { accountPlace, type StaffAccountRepository } from './staff-account.repository.ts';
import {
  type ListStaffQuery,
  type StaffAccountView,
  staffCursor,
  type UpdateStaff,
} from './staff-account.schemas.ts';

interface StaffAccountServiceDeps {
  readonly database: Database;
  readonly accounts: StaffAccountRepository;
  readonly invitations: StaffInvitationRepository;
  readonly cipher: FieldCipher;
  readonly sessions: StaffSessionService;
  readonly audit: AuditService;
  readonly clock: Clock;
}

export const createStaffAccountService = (deps: StaffAccountServiceDeps) => {
  const { database, accounts, invitations, cipher, sessions, audit, clock } = deps;

  const present = (account: StaffAccount, invitedUntil: Date | undefined): StaffAccountView => ({
    id: account.id,
    name: account.name,
    email: cipher.open(account.sealedEmail, accountPlace('sealed_email', account.id)),
    role: account.role,
    status: account.status,
    invitedUntil: invitedUntil?.toISOString() ?? null,
    createdAt: account.createdAt.toISOString(),
  });

  return {
    async list(query: ListStaffQuery) {
      const limit = pageSize(query);
      const after = query.cursor === undefined ? null : staffCursor.decode(query.cursor).id;
      const rows = await accounts.list(after, limit + 1);
      const { items, nextCursor } = cutPage(rows, limit, ({ id }) => staffCursor.encode({ id }));

      const ids = items.map(({ id }) => id);
      const waiting = await invitations.findWaiting(ids, clock.now());
      return { items: items.map((each) => present(each, waiting.get(each.id))), nextCursor };
    },

    /**
     * Gives another role, takes every right away (`disabled`) or back; whoever it is has to log in anew at once.
     * @throws STAFF_NOT_FOUND, OWN_ACCOUNT
     */
    async update(
      actor: StaffActor,
      address: string,
      id: string,
      change: UpdateStaff,
    ): Promise<StaffAccountView> {
      if (actor.id === id) throw staffErrors.OWN_ACCOUNT();

      const { account, ended } = await database.transaction(async (tx) => {
        const before = await accounts.lock(tx, id);
        if (!before) throw staffErrors.STAFF_NOT_FOUND();

        const now = clock.now();
        const columns = { role: change.role ?? before.role, status: change.status ?? before.status };
        await accounts.update(tx, before, { ...columns, updatedAt: now });
        if (columns.status === 'disabled') await invitations.remove(tx, id);
        await accounts.recordRoleChange(tx, {
          id: clock.newId(),
          staffId: id,
          role: columns.status === 'active' ? columns.role : null,
          changedById: actor.id,
          recordedAt: now,
        });
        await audit.write(tx, { staff: actor, address, task: 'staffUpdateAccount', subjectIds: [] });
        return { account: { ...before, ...columns }, ended: await sessions.endAllOf(tx, id) };
      });

      await sessions.bury(ended);
      const waiting = await invitations.findWaiting([id], clock.now());
      return present(account, waiting.get(id));
    },
  };
};

export type StaffAccountService = ReturnType<typeof createStaffAccountService>;
