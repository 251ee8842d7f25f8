import { type Database, type FieldCipher } from '@soomcare/database';

import type { Clock } from '../../identity.deps.ts';
import type { AuditService } from '../audit/audit.service.ts';
import { staffErrors } from '../staff.errors.ts';
import type { Look } from './look.ts';
import type { OpenRecord, RecordAccess } from './member-directory.schemas.ts';
import type { RecordAccessGrant } from './record-access-grant.entity.ts';
import type { RecordAccessRepository } from './record-access.repository.ts';

/** One read of a member's records by somebody of the staff. */
export interface RecordLook extends Look {
  readonly memberId: string;
  /** The operation. */
  readonly task: string;
}

const MINUTE_MS = 60_000;
const place = (rowId: string) => ({ table: 'record_access_grants', column: 'sealed_reason', rowId });

export const createRecordAccessService = ({
  database,
  grants,
  cipher,
  audit,
  clock,
}: {
  database: Database;
  grants: RecordAccessRepository;
  cipher: FieldCipher;
  audit: AuditService;
  clock: Clock;
}) => {
  const reasonOf = ({ id, sealedReason }: RecordAccessGrant) => cipher.open(sealedReason, place(id));

  const present = (grant: RecordAccessGrant): RecordAccess => ({
    id: grant.id,
    memberId: grant.memberId,
    reason: reasonOf(grant),
    grantedAt: grant.grantedAt.toISOString(),
    expiresAt: grant.expiresAt.toISOString(),
  });

  return {
    /** @throws MEMBER_NOT_FOUND */
    async open(
      { actor, address }: Look,
      memberId: string,
      { reason, minutes }: OpenRecord,
    ): Promise<RecordAccess> {
      const id = clock.newId();
      const grantedAt = clock.now();
      const grant = {
        id,
        staffId: actor.id,
        memberId,
        sealedReason: cipher.seal(reason, place(id)),
        grantedAt,
        expiresAt: new Date(grantedAt.getTime() + minutes * MINUTE_MS),
      };
      await database.transaction(async (tx) => {
        if ((await grants.findZoneOf(tx, memberId)) === null) throw staffErrors.MEMBER_NOT_FOUND();

        await grants.insert(tx, grant);
        const act = { staff: actor, address, task: 'staffOpenRecordAccess', subjectIds: [memberId], reason };
        await audit.write(tx, act);
      });
      return present(grant);
    },

    async find(staffId: string, memberId: string): Promise<RecordAccess | null> {
      const grant = await grants.findLive(staffId, memberId, clock.now());
      return grant && present(grant);
    },

    /**
     * Asked by every route that shows records, before it reads. The audit entry is committed when this returns: no
     * read without an entry, though an entry may stand for a read that failed.
     * @returns the member's time zone, or null where nobody gave this person access (or it is over)
     */
    look: ({ actor, address, memberId, task }: RecordLook): Promise<{ timeZone: string } | null> =>
      database.transaction(async (tx) => {
        const grant = await grants.findLive(actor.id, memberId, clock.now(), tx);
        const timeZone = grant && (await grants.findZoneOf(tx, memberId));
        if (!grant || timeZone === null) return null;

        await audit.write(tx, {
          staff: actor,
          address,
          task,
          subjectIds: [memberId],
          reason: reasonOf(grant),
        });
        return { timeZone };
      }),

    eraseMember: grants.eraseMember,
  };
};

export type RecordAccessService = ReturnType<typeof createRecordAccessService>;
