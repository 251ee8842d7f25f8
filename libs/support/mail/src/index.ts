export { createMailer } from './create-mailer.ts';
export { createDiskMailer } from './disk-mailer.ts';
export { createFakeMailer, type FakeMailer } from './fake-mailer.ts';
export { MailFailed, type Mail, type Mailer } from './mailer.ts';
export { createSmtpMailer } from './smtp-mailer.ts';
