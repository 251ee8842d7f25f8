import type { Mailer } from '@soomcare/mail';
import type { OutboxHandler } from '@soomcare/outbox';

import { identityMail } from './identity-mail.ts';
import { renderMail } from './identity-mail-texts.ts';

/** Sends one mail of the outbox; the message's id makes a repetition recognisable. */
export const createIdentityMailHandler =
  ({ mailer, publicUrl }: { mailer: Mailer; publicUrl: string }): OutboxHandler =>
  async (payload, { id }) => {
    const mail = identityMail.parse(payload);
    if (mail.kind === 'nobody') return;

    await mailer.send({ to: mail.to, ...renderMail(mail, publicUrl), messageId: id });
  };
