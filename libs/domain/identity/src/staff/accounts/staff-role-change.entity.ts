import { instant, nullable, table, text, uuid, uuidPrimary } from '@soomcare/database';

import type { StaffRole } from '../roles.ts';

/**
 * A line of the ledger of rights: only ever added to, and kept for three years at least
 * (안전성 확보조치 기준, Art. 5③). Nothing in the program changes or removes one. A new link to an account gives its
 * rights anew.
 */
export class StaffRoleChange {
  id!: string;
  staffId!: string;
  /** Null: every right was taken away. */
  role!: StaffRole | null;
  /** Null: given at the set-up, by nobody who has an account. */
  changedById!: string | null;
  recordedAt!: Date;
}

export const staffRoleChangeTable = table<StaffRoleChange>()({
  target: StaffRoleChange,
  tableName: 'staff_role_changes',
  columns: {
    id: uuidPrimary(),
    staffId: uuid(),
    role: nullable(text<StaffRole>(30)),
    changedById: nullable(uuid()),
    recordedAt: instant(),
  },
  indices: [{ name: 'ix_staff_role_changes_staff_id_recorded_at', columns: ['staffId', 'recordedAt'] }],
});
