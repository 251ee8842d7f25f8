import { instant, integer, nullable, sealed, table, text, uuid, uuidPrimary } from '@soomcare/database';

/** The longest sealed payload in bytes; a message carries ids and a mail's text, not documents. */
export const MAX_SEALED_PAYLOAD_BYTES = 16_000;

/** A message that waits for its delivery. A delivered one is deleted at once, since it holds personal data. */
export class OutboxMessage {
  id!: string;
  topic!: string;
  /** Whose data it holds, for erasure. */
  memberId!: string | null;
  /** JSON, sealed by the field cipher. */
  payload!: Buffer;
  availableAt!: Date;
  /** Counted when a relay takes it, so a message that kills its relay is given up too. */
  attempts!: number;
  leaseUntil!: Date | null;
  /** Grows with every lease; only the newest lease may finish the message. */
  fence!: number;
  deadAt!: Date | null;
  lastError!: string | null;
  createdAt!: Date;
}

export const outboxMessageTable = table<OutboxMessage>()({
  target: OutboxMessage,
  tableName: 'outbox_messages',
  columns: {
    id: uuidPrimary(),
    topic: text(100),
    memberId: nullable(uuid()),
    payload: sealed(MAX_SEALED_PAYLOAD_BYTES),
    availableAt: instant(),
    attempts: integer({ unsigned: true, default: 0 }),
    leaseUntil: nullable(instant()),
    fence: integer({ unsigned: true, default: 0 }),
    deadAt: nullable(instant()),
    lastError: nullable(text(200)),
    createdAt: instant(),
  },
  indices: [
    { name: 'ix_outbox_messages_dead_at_available_at_id', columns: ['deadAt', 'availableAt', 'id'] },
    { name: 'ix_outbox_messages_member_id', columns: ['memberId'] },
  ],
});
