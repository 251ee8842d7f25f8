import { type FieldCipher, type FieldPlace, type Transaction } from '@soomcare/database';
import { MAX_SEALED_PAYLOAD_BYTES } from './outbox-message.entity.ts';
import { deleteMessagesOf, insertMessage } from './outbox-message.repository.ts';

export interface OutboxMessageInput {
  /** What happened or is to be done, e.g. `mail.send`; a relay has one handler for each. */
  topic: string;
  /** JSON; sealed before it is stored. */
  payload: unknown;
  /** Whose data the payload holds; erasing the member deletes the message. */
  memberId?: string;
  delaySeconds?: number;
}

export interface Outbox {
  /**
   * Leaves a message that is delivered after the commit, at least once: a handler must bear being called twice with
   * one `id`. Nothing is sent when the transaction is rolled back. Throws RangeError for a payload that is no JSON
   * or too long.
   */
  add(tx: Transaction, message: OutboxMessageInput): Promise<void>;
  /** Deletes what waits for, or was given up on, a member. */
  eraseMember(memberId: string, tx: Transaction): Promise<void>;
}

export const payloadPlace = (id: string): FieldPlace => ({
  table: 'outbox_messages',
  column: 'payload',
  rowId: id,
});

const MS_PER_SECOND = 1_000;

/** The writing half; the relay is createOutboxRelay. */
export const createOutbox = ({ cipher, newId }: { cipher: FieldCipher; newId: () => string }): Outbox => ({
  async add(tx, { topic, payload, memberId, delaySeconds = 0 }) {
    const json: string | undefined = JSON.stringify(payload);
    if (json === undefined) throw new RangeError('the payload of an outbox message is no JSON');

    const id = newId();
    const sealed = cipher.seal(json, payloadPlace(id));
    if (sealed.length > MAX_SEALED_PAYLOAD_BYTES) {
      throw new RangeError(`the payload of an outbox message is over ${MAX_SEALED_PAYLOAD_BYTES} bytes`);
    }

    await insertMessage(tx, {
      id,
      topic,
      memberId: memberId ?? null,
      payload: sealed,
      delayMs: delaySeconds * MS_PER_SECOND,
    });
  },

  eraseMember: deleteMessagesOf,
});
