import { type Column, instant, nullable, table, uuidPrimary } from '@soomcare/database';

/** What shows that a member was erased, without saying who it was. */
export class WithdrawalReceipt {
  /** Told to the member alone, in the last mail. */
  id!: string;
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
    withdrawnAt: instant(),
    erasedRows: longText(),
    completedAt: nullable(instant()),
  },
});
