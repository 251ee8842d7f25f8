import { type SendMailOptions } from 'nodemailer';
import { type Mail, MailFailed } from './mailer.ts';

// One address: no list, no name, no line break, no control character. The mail server judges the rest.
const oneAddress = /^[^\s@,;:<>()"\\\p{Cc}]{1,64}@[^\s@,;:<>()"\\\p{Cc}]{1,255}$/u;
const idText = /^[A-Za-z0-9._-]{1,100}$/;

const domainOf = (from: string): string => /@([^>\s]+)>?$/.exec(from)?.[1] ?? 'localhost';

/**
 * What nodemailer is given. Line breaks cannot reach a header: the address and the id are matched whole, and a
 * subject with a control character is refused. Throws MailFailed (permanent).
 */
export const mailMessage = (mail: Mail, from: string): SendMailOptions => {
  if (!oneAddress.test(mail.to)) throw new MailFailed('BAD_ADDRESS', true);
  if (!idText.test(mail.messageId)) throw new MailFailed('BAD_MESSAGE_ID', true);
  if (/\p{Cc}/u.test(mail.subject)) throw new MailFailed('BAD_SUBJECT', true);

  return {
    from,
    to: { name: '', address: mail.to },
    subject: mail.subject,
    text: mail.text,
    ...(mail.html === undefined ? {} : { html: mail.html }),
    messageId: `<${mail.messageId}@${domainOf(from)}>`,
    // RFC 3834: keeps holiday replies from answering.
    headers: { 'Auto-Submitted': 'auto-generated' },
    // A text or address must never make nodemailer read a file or a URL.
    disableFileAccess: true,
    disableUrlAccess: true,
  };
};
