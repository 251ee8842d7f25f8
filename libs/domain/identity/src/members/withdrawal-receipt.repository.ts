import {
  binaryToUuid,
  type BlindIndex,
  type Database,
  sqlInstant,
  type Transaction,
  uuidToBinary,
} from '@soomcare/database';
import { z } from 'zod';

/** Rows by the name of their table. */
export type RowCounts = Readonly<Record<string, number>>;

const rowCounts = z.record(z.string(), z.int());

interface NewReceipt {
  readonly id: string;
  readonly withdrawnAt: Date;
  readonly erasedRows: RowCounts;
}

/** Who is there although they have a receipt: a restored backup brought them back. */
export interface RestoredMember {
  readonly memberId: string;
  readonly receiptId: string;
}

const BATCH = 500;

interface ReceiptRow {
  id: Buffer;
  memberIndex: Buffer;
  withdrawnAt: string;
}

interface MemberRow {
  id: Buffer;
  createdAt: string;
}

const RECEIPTS_SQL = `
  SELECT r.id, r.member_index AS memberIndex, r.withdrawn_at AS withdrawnAt
  FROM JSON_TABLE(?, '$[*]' COLUMNS (hex CHAR(32) PATH '$')) AS j
  STRAIGHT_JOIN withdrawal_receipts r ON r.member_index = UNHEX(j.hex)`;

const MEMBERS_SQL = `
  SELECT m.id, m.created_at AS createdAt FROM members m WHERE m.id > ? ORDER BY m.id LIMIT ${BATCH}`;

/** Before every id. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

export const createWithdrawalReceiptRepository = ({
  database,
  blindIndex,
}: {
  database: Database;
  blindIndex: BlindIndex;
}) => {
  /** Tells whose a receipt is to who knows the member's id, and the id to nobody. */
  const indexOf = (memberId: string) => blindIndex('withdrawal_receipts.member', memberId);

  return {
    /** The rows that carry the member's id, in every table that the database has, whichever context it belongs to. */
    async countRowsOf(memberId: string, tx: Transaction): Promise<RowCounts> {
      const columns = await database.rows<{ tableName: string; name: string }>(
        `SELECT c.table_name AS tableName, c.column_name AS name FROM information_schema.columns c
        WHERE c.table_schema = DATABASE()
          AND (c.column_name = 'member_id' OR (c.table_name = 'members' AND c.column_name = 'id'))
        ORDER BY c.table_name`,
        [],
        tx,
      );
      const counts = columns.map(
        ({ tableName, name }) =>
          `SELECT '${tableName}' AS tableName, COUNT(*) AS total FROM \`${tableName}\` t WHERE t.\`${name}\` = ?`,
      );
      const rows = await database.rows<{ tableName: string; total: number }>(
        counts.join(' UNION ALL '),
        counts.map(() => uuidToBinary(memberId)),
        tx,
      );
      return Object.fromEntries(rows.map(({ tableName, total }) => [tableName, total]));
    },

    async insert(tx: Transaction, memberId: string, receipt: NewReceipt): Promise<void> {
      const { id, withdrawnAt, erasedRows } = receipt;
      await database.run(
        'INSERT INTO withdrawal_receipts (id, member_index, withdrawn_at, erased_rows) VALUES (?, ?, ?, ?)',
        [uuidToBinary(id), indexOf(memberId), sqlInstant(withdrawnAt), JSON.stringify(erasedRows)],
        tx,
      );
    },

    /** Null for one that is complete already, or that never was. */
    async lockIncomplete(tx: Transaction, id: string): Promise<RowCounts | null> {
      const [row] = await database.rows<{ erased_rows: string }>(
        `SELECT r.erased_rows FROM withdrawal_receipts r WHERE r.id = ? AND r.completed_at IS NULL FOR UPDATE`,
        [uuidToBinary(id)],
        tx,
      );
      return row ? rowCounts.parse(JSON.parse(row.erased_rows)) : null;
    },

    async complete(tx: Transaction, id: string, completedAt: Date, erased: RowCounts): Promise<void> {
      await database.run(
        'UPDATE withdrawal_receipts SET completed_at = ?, erased_rows = ? WHERE withdrawal_receipts.id = ?',
        [sqlInstant(completedAt), JSON.stringify(erased), uuidToBinary(id)],
        tx,
      );
    },

    async *listRestored(): AsyncGenerator<RestoredMember> {
      let members: MemberRow[];
      let after = NOBODY;
      do {
        members = await database.rows<MemberRow>(MEMBERS_SQL, [uuidToBinary(after)]);
        const byIndex = new Map(
          members.map(({ id, createdAt }) => {
            const memberId = binaryToUuid(id);
            after = memberId;
            return [indexOf(memberId).toString('hex'), { memberId, createdAt }];
          }),
        );
        const receipts = await database.rows<ReceiptRow>(RECEIPTS_SQL, [JSON.stringify([...byIndex.keys()])]);
        for (const { id, memberIndex, withdrawnAt } of receipts) {
          const member = byIndex.get(memberIndex.toString('hex'));
          // Made after that withdrawal, with an id that a client had chosen once before: somebody new.
          if (!member || member.createdAt > withdrawnAt) continue;

          yield { memberId: member.memberId, receiptId: binaryToUuid(id) };
        }
      } while (members.length === BATCH);
    },
  };
};

export type WithdrawalReceiptRepository = ReturnType<typeof createWithdrawalReceiptRepository>;
