import { bytes, type Column, instant, nullable, table, uuidPrimary } from '@soomcare/database';

/** What shows that a member was erased, without saying who it was. */
export class WithdrawalReceipt {
  /** Told to the member alone, in the last mail. */
  id!: string;
  /** Of the member's id: after a restore it tells who has to be erased again. */
  memberIndex!: Buffer | null;
  withdrawnAt!: Date;
  /** JSON: rows by table. */
  erasedRows!: string;
  /** When what had still been under way was looked for once more. */
  completedAt!: Date | null;
}

const longText = (): Column<string> => ({ type: 'text' });

export const withdrawalReceiptTable = table<WithdrawalReceipt>()({
  target: WithdrawalReceipt,
  tableName: 'withdrawal_receipts',
  columns: {
    id: uuidPrimary(),
    memberIndex: nullable(bytes(16)),
    withdrawnAt: instant(),
    erasedRows: longText(),
    completedAt: nullable(instant()),
  },
  indices: [{ name: 'ix_withdrawal_receipts_member_index', columns: ['memberIndex'] }],
});
