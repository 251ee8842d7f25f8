import { instant, primary, table, text, uuid } from '@soomcare/database';

export const MAX_ANSWER = 500;

/** What was answered to a device's mutation, so that sending it again changes nothing. */
export class SyncMutation {
  memberId!: string;
  deviceId!: string;
  mutationId!: string;
  answer!: string;
  createdAt!: Date;
}

export const syncMutationTable = table<SyncMutation>()({
  target: SyncMutation,
  tableName: 'sync_mutations',
  columns: {
    memberId: primary(uuid()),
    deviceId: primary(uuid()),
    mutationId: primary(uuid()),
    answer: text(MAX_ANSWER),
    createdAt: instant(),
  },
  indices: [{ name: 'ix_sync_mutations_created_at', columns: ['createdAt'] }],
});
