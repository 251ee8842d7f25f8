import type { BlindIndex, Database, FieldCipher, MemberCiphers, Transaction } from '@soomcare/database';
import type { Cache } from '@soomcare/cache';
import type { Endpoint, RateLimiter, StaffCookie, VerifyStaffSession } from '@soomcare/http';
import type { Outbox } from '@soomcare/outbox';

import { createBulkhead } from '../bulkhead.ts';
import type { Clock } from '../identity.deps.ts';
import { createIdentityPost } from '../mails/identity-mail.ts';
import { createMemberRepository } from '../members/member.repository.ts';
import { createPasswordHasher, type PasswordCost } from '../passwords/password-hasher.ts';
import { createAddAccount } from './accounts/add-account.ts';
import { createStaffAccountRepository } from './accounts/staff-account.repository.ts';
import { createStaffAccountService } from './accounts/staff-account.service.ts';
import { createStaffPasswordService } from './accounts/staff-password.service.ts';
import { createStaffSetUp, type StaffSetUp } from './accounts/staff-set-up.ts';
import { CLINIC_BY_CODE } from './audit/audit-entry.entity.ts';
import { createAuditHash } from './audit/audit-hash.ts';
import { createAuditLogService } from './audit/audit-log.service.ts';
import { createAuditRepository } from './audit/audit.repository.ts';
import { type AuditService, createAuditService, type ChainVerdict } from './audit/audit.service.ts';
import { auditRoutes } from './http/audit.routes.ts';
import { staffAccountRoutes } from './http/staff-account.routes.ts';
import { staffInvitationRoutes } from './http/staff-invitation.routes.ts';
import { staffMemberRoutes } from './http/staff-member.routes.ts';
import { staffPasswordRoutes } from './http/staff-password.routes.ts';
import { staffSessionRoutes } from './http/staff-session.routes.ts';
import { createStaffInvitationRepository } from './invitations/staff-invitation.repository.ts';
import { createStaffInvitationService } from './invitations/staff-invitation.service.ts';
import { createMemberDirectoryRepository } from './members/member-directory.repository.ts';
import { createMemberDirectoryService } from './members/member-directory.service.ts';
import { createRecordAccessRepository } from './members/record-access.repository.ts';
import { createRecordAccessService, type RecordAccessService } from './members/record-access.service.ts';
import { createLogInChallenges } from './sessions/log-in-challenge.ts';
import { createStaffLiveSessions } from './sessions/staff-live-sessions.ts';
import { createStaffLogInService } from './sessions/staff-log-in.service.ts';
import { createStaffSessionRepository } from './sessions/staff-session.repository.ts';
import { createStaffSessionService } from './sessions/staff-session.service.ts';

/** What the back-office hands to `createStaff`. */
export interface StaffDeps {
  readonly storage: {
    readonly database: Database;
    readonly cache: Cache;
    readonly cipher: FieldCipher;
    readonly memberCiphers: MemberCiphers;
    readonly blindIndex: BlindIndex;
  };
  /** For mails about the staff's own log-ins. */
  readonly outbox: Outbox;
  readonly rateLimiter: RateLimiter;
  /** Keys for challenges, CSRF tokens and the audit chain are derived from `indexKey`. */
  readonly secrets: { readonly indexKey: Buffer; readonly passwordPepper: Buffer };
  readonly clock: Clock;
  readonly cookie: StaffCookie;
  /** For tests: a cheaper hash. */
  readonly passwordCost?: PasswordCost | undefined;
}

export interface Staff {
  /** Below `/v1` of the back-office. */
  readonly staffRoutes: Endpoint[];
  readonly verifySession: VerifyStaffSession;
  /** For the routes of other contexts that show a member's records. */
  readonly lookAtRecords: RecordAccessService['look'];
  /** For what staff does in other contexts, in the transaction of that act. */
  readonly writeAudit: AuditService['write'];
  /** Never for a request. */
  readonly setUp: StaffSetUp;
  readonly verifyAuditChain: () => Promise<ChainVerdict>;
}

const HASHING = { running: 2, waiting: 50 };

type AuditDeps = Pick<StaffDeps, 'clock'> & {
  readonly storage: Pick<StaffDeps['storage'], 'database' | 'cipher'>;
  readonly secrets: Pick<StaffDeps['secrets'], 'indexKey'>;
};

const createAudit = ({ storage: { database, cipher }, secrets, clock }: AuditDeps) =>
  createAuditService({
    database,
    entries: createAuditRepository(database, cipher),
    hash: createAuditHash(secrets.indexKey),
    clock,
  });

/** Somebody without an account opened what a member shares by a code. */
export interface ClinicLook {
  readonly memberId: string;
  readonly shareCodeId: string;
  readonly address: string;
}

/** The part of the staff's doings that belongs to a member: to be seen by them, and to be erased with them. */
export const createAccessLog = (deps: AuditDeps) => {
  const grants = createRecordAccessRepository(deps.storage.database);
  const audit = createAudit(deps);

  return {
    log: createAuditLogService(audit),
    /** Within the transaction in which a clinic opens a member's report. */
    recordClinicLook: (tx: Transaction, { memberId, shareCodeId, address }: ClinicLook): Promise<void> =>
      audit.write(tx, {
        staff: { id: shareCodeId, role: CLINIC_BY_CODE },
        address,
        task: 'getSharedReport',
        subjectIds: [memberId],
      }),
    eraseMember: (memberId: string, tx: Transaction): Promise<void> => grants.eraseMember(memberId, tx),
  };
};

/** Staff of the back-office: who they are, what they may do, and what they did. */
export const createStaff = (deps: StaffDeps): Staff => {
  const { storage, rateLimiter, secrets, clock, cookie, passwordCost } = deps;
  const { database, cache, cipher, memberCiphers, blindIndex } = storage;

  const audit = createAudit(deps);
  const accountRows = createStaffAccountRepository(database, blindIndex);
  const invitationRows = createStaffInvitationRepository(database, cipher);
  const sessionRows = createStaffSessionRepository(database);
  const hasher = createPasswordHasher({
    pepper: secrets.passwordPepper,
    bulkhead: createBulkhead(HASHING),
    cost: passwordCost,
  });
  const sessions = createStaffSessionService({
    sessions: sessionRows,
    liveSessions: createStaffLiveSessions({ cache, sessions: sessionRows, now: clock.now }),
    key: secrets.indexKey,
    clock,
  });
  const logIns = createStaffLogInService({
    database,
    accounts: accountRows,
    cipher,
    hasher,
    challenges: createLogInChallenges({ key: secrets.indexKey, now: clock.now }),
    sessions,
    limits: { rateLimiter, blindIndex },
    clock,
  });
  const accounts = createStaffAccountService({
    database,
    accounts: accountRows,
    invitations: invitationRows,
    cipher,
    sessions,
    audit,
    clock,
  });
  const witnesses = { audit, post: createIdentityPost(deps.outbox) };
  const invitations = createStaffInvitationService({
    storage,
    accounts: { rows: accountRows, add: createAddAccount({ accounts: accountRows, cipher, clock }) },
    invitations: invitationRows,
    hasher,
    sessions,
    witnesses,
    clock,
  });
  const passwords = createStaffPasswordService({
    storage,
    accounts: accountRows,
    hasher,
    sessions,
    witnesses,
    clock,
  });
  const access = createRecordAccessService({
    database,
    grants: createRecordAccessRepository(database),
    cipher,
    audit,
    clock,
  });
  const members = createMemberDirectoryService({
    members: createMemberDirectoryRepository(database),
    emailIndex: createMemberRepository(database, blindIndex).emailIndex,
    memberCiphers,
    access,
    audit,
  });

  return {
    staffRoutes: [
      ...staffSessionRoutes({ logIns, sessions, cookie }),
      ...staffPasswordRoutes(passwords),
      ...staffMemberRoutes({ members, access }),
      ...staffAccountRoutes(accounts),
      ...staffInvitationRoutes(invitations),
      ...auditRoutes(createAuditLogService(audit)),
    ],
    setUp: createStaffSetUp(deps),
    verifySession: sessions.verify,
    lookAtRecords: access.look,
    writeAudit: audit.write,
    verifyAuditChain: audit.verify,
  };
};
