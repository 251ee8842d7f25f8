import type { Database, Transaction } from '@soomcare/database';

import type { Clock } from '../../identity.deps.ts';
import type { AuditHash } from './audit-hash.ts';
import { CHAIN_START } from './audit-hash.ts';
import type { AuditRepository, ReadAuditEntry } from './audit.repository.ts';

/** What was done, before it gets its place in the log. */
export interface AuditAct {
  readonly staff: { readonly id: string; readonly role: string };
  readonly address: string;
  readonly task: string;
  /** Whose data; one entry is written for each. Empty where it is about nobody. */
  readonly subjectIds: readonly string[];
  readonly reason?: string | undefined;
}

export interface ChainVerdict {
  readonly intact: boolean;
  /** How many entries were found right, from the first on. */
  readonly entries: number;
  /** The first place whose entry was changed, is missing, or comes after the end that is known. */
  readonly firstBadPosition: number | null;
}

const VERIFY_BATCH = 1_000;

/** How a socket that takes both kinds names an IPv4 address. */
const IPV4_IN_IPV6 = /^::ffff:(?=\d+\.)/;

export const createAuditService = ({
  database,
  entries,
  hash,
  clock,
}: {
  database: Database;
  entries: AuditRepository;
  hash: AuditHash;
  clock: Clock;
}) => {
  const write = async (tx: Transaction, act: AuditAct) => {
    const { staff, task, reason = null } = act;
    const address = act.address.replace(IPV4_IN_IPV6, '');
    const subjects = act.subjectIds.length === 0 ? [null] : act.subjectIds;
    const end = await entries.lockEnd(tx);
    const occurredAt = clock.now().toISOString();

    let previous = end.hash;
    const added = subjects.map((subjectId, index) => {
      const position = end.position + index + 1;
      const common = { id: clock.newId(), position, staffId: staff.id, role: staff.role, address };
      const facts = { ...common, subjectId, task, reason, occurredAt };
      previous = hash(previous, facts);
      return { ...facts, hash: previous };
    });
    await entries.append(tx, added);
  };

  return {
    /** Within the transaction of what it tells of. */
    write,

    /** Committed when this returns: call it before the answer leaves, so that nothing is read without an entry. */
    record: (act: AuditAct): Promise<void> => database.transaction((tx) => write(tx, act)),

    list: (filter: Parameters<AuditRepository['list']>[0]): Promise<ReadAuditEntry[]> => entries.list(filter),

    /**
     * Goes through the chain from its first entry and stops at the first that is not as it was written. A log that was
     * cut off at its end, together with the end that we know, shows only in a copy of that end kept elsewhere.
     */
    async verify(): Promise<ChainVerdict> {
      // Read first: entries that come while the check runs are beyond it.
      const end = (await entries.findEnd()) ?? { position: 0, hash: CHAIN_START };
      let previous: Buffer = CHAIN_START;
      let position = 0;
      const bad = (firstBadPosition: number) => ({ intact: false, entries: position, firstBadPosition });

      while (position < end.position) {
        const batch = await entries.listAfter(position, VERIFY_BATCH);
        if (batch.length === 0) return bad(position + 1);

        for (const entry of batch) {
          if (position === end.position) break;
          const right = entry.position === position + 1 && hash(previous, entry).equals(entry.hash);
          if (!right) return bad(position + 1);

          previous = entry.hash;
          position = entry.position;
        }
      }

      return previous.equals(end.hash)
        ? { intact: true, entries: position, firstBadPosition: null }
        : bad(position);
    },
  };
};

export type AuditService = ReturnType<typeof createAuditService>;
