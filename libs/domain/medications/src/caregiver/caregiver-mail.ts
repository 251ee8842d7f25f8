import type { Transaction } from '@soomcare/database';
import { z } from 'zod';

import { caregiverLanguages } from './caregiver.entity.ts';
import { hashLinkToken } from './caregiver-contact.ts';
import { renderCaregiverMail } from './caregiver-mail-texts.ts';
import type { CaregiverRepository } from './caregiver.repository.ts';

export const CAREGIVER_MAIL_TOPIC = 'medications.caregiver-mail';

const shared = {
  to: z.string(),
  language: z.enum(caregiverLanguages),
  /** The caregiver's. */
  name: z.string().nullable(),
  /** The member's; null where they do not share it. */
  nickname: z.string().nullable(),
  stopToken: z.string(),
};

/** Every mail to a caregiver: names neither a medicine nor an illness. */
export const caregiverMail = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('asking'), ...shared, askToken: z.string() }),
  z.object({ kind: z.literal('notice'), ...shared }),
]);
export type CaregiverMail = z.output<typeof caregiverMail>;

/** What the app hands in to write to somebody: the outbox, the mailer, and our own address. */
export interface CaregiverPost {
  readonly outbox: {
    add(tx: Transaction, message: { topic: string; payload: unknown; memberId: string }): Promise<void>;
  };
  readonly mailer: {
    send(mail: { to: string; subject: string; text: string; messageId: string }): Promise<void>;
  };
  /** Without a slash at the end. */
  readonly publicUrl: string;
}

/** Leaves a mail for after the commit; it is deleted unsent when the member is erased first. */
export const leaveMail = (
  { outbox }: CaregiverPost,
  tx: Transaction,
  memberId: string,
  mail: CaregiverMail,
): Promise<void> => outbox.add(tx, { topic: CAREGIVER_MAIL_TOPIC, payload: mail, memberId });

export interface CaregiverMailHandlerDeps {
  readonly post: CaregiverPost;
  readonly caregivers: Pick<CaregiverRepository, 'findByStopToken'>;
}

/** For the relay: sends one mail; the message's id makes a repetition recognisable. */
export const createCaregiverMailHandler =
  ({ post: { mailer, publicUrl }, caregivers }: CaregiverMailHandlerDeps) =>
  async (payload: unknown, { id }: { id: string }): Promise<void> => {
    const mail = caregiverMail.parse(payload);
    const caregiver = await caregivers.findByStopToken(hashLinkToken(mail.stopToken));
    // Whoever has stopped or was removed while the mail waited gets it no more.
    if (caregiver?.state !== (mail.kind === 'asking' ? 'asked' : 'active')) return;

    await mailer.send({ to: mail.to, ...renderCaregiverMail(mail, publicUrl), messageId: id });
  };
