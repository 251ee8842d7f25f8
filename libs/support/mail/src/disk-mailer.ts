import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { access, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { mailMessage } from './mail-message.ts';
import { MailFailed, type Mailer } from './mailer.ts';

const OWNER_ONLY_FILE = 0o600;
const OWNER_ONLY_FOLDER = 0o700;

const codeOf = (error: unknown): string => {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;

  return 'UNKNOWN';
};

/**
 * A mailbox for development: each mail is a whole RFC 5322 message in `<time>-<id>.eml`, which any mail program
 * opens. A file appears complete or not at all.
 */
export const createDiskMailer = ({
  folder,
  from,
  now = () => new Date(),
}: {
  folder: string;
  from: string;
  now?: () => Date;
}): Mailer => {
  const composer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });

  const ready = async (): Promise<void> => {
    try {
      await mkdir(folder, { recursive: true, mode: OWNER_ONLY_FOLDER });
      await access(folder, constants.W_OK);
    } catch (error) {
      throw new MailFailed(codeOf(error), false);
    }
  };

  return {
    async send(mail) {
      const { message } = await composer.sendMail(mailMessage(mail, from));
      const time = now().toISOString().replaceAll(/[:.]/g, '-');
      const part = join(folder, `.${randomUUID()}.part`);
      await ready();
      try {
        await writeFile(part, message, { mode: OWNER_ONLY_FILE, flush: true });
        await rename(part, join(folder, `${time}-${mail.messageId}.eml`));
      } catch (error) {
        await rm(part, { force: true });
        throw new MailFailed(codeOf(error), false);
      }
    },
    ping: ready,
    close: () => Promise.resolve(),
  };
};
