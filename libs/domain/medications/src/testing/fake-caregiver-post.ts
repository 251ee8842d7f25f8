import { type Database, newUuid, uuidToBinary } from '@soomcare/database';

import {
  CAREGIVER_MAIL_TOPIC,
  type CaregiverPost,
  createCaregiverMailHandler,
} from '../caregiver/caregiver-mail.ts';
import { createCaregiverRepository } from '../caregiver/caregiver.repository.ts';

export interface SentMail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** A post whose outbox is the real table, so that a mail shares the fate of its transaction; unsealed, for reading. */
export const createFakeCaregiverPost = (database: () => Database) => {
  const sent: SentMail[] = [];
  const post: CaregiverPost = {
    publicUrl: 'https://api.soomcare.example',
    outbox: {
      async add(tx, { topic, payload, memberId }) {
        await database().run(
          `INSERT INTO outbox_messages (id, topic, member_id, payload, available_at, created_at)
           VALUES (?, ?, ?, ?, NOW(3), NOW(3))`,
          [uuidToBinary(newUuid()), topic, uuidToBinary(memberId), Buffer.from(JSON.stringify(payload))],
          tx,
        );
      },
    },
    mailer: {
      send(mail) {
        sent.push(mail);
        return Promise.resolve();
      },
    },
  };

  return {
    ...post,

    /** What a relay would send now, oldest first. */
    async deliver(): Promise<readonly SentMail[]> {
      const waiting = await database().rows<{ id: Buffer; payload: Buffer }>(
        'SELECT o.id, o.payload FROM outbox_messages o WHERE o.topic = ? ORDER BY o.id',
        [CAREGIVER_MAIL_TOPIC],
      );
      const caregivers = createCaregiverRepository(database());
      const handle = createCaregiverMailHandler({ post, caregivers });
      sent.length = 0;
      for (const { id, payload } of waiting) {
        await handle(JSON.parse(payload.toString()), { id: id.toString('hex') });
        await database().run('DELETE FROM outbox_messages WHERE outbox_messages.id = ?', [id]);
      }
      return [...sent];
    },
  };
};

/** The token of the link in a mail that leads to `page`. */
export const tokenIn = ({ text }: { text: string }, page: 'accept' | 'stop'): string =>
  new RegExp(`/caregiver/${page}\\?token=([\\w-]{43})$`, 'm').exec(text)?.[1] ?? '';
