import { createDiskMailer } from './disk-mailer.ts';
import { type Mailer } from './mailer.ts';
import { createSmtpMailer } from './smtp-mailer.ts';

/** The mailer that a URL names: `smtp://…`, `smtps://…` or `disk:<folder>`. Throws RangeError for another one. */
export const createMailer = ({ url, from }: { url: string; from: string }): Mailer => {
  if (url.startsWith('disk:')) return createDiskMailer({ folder: url.slice('disk:'.length), from });
  if (/^smtps?:\/\//.test(url)) return createSmtpMailer({ url, from });

  throw new RangeError('a mail URL begins with smtp://, smtps:// or disk:');
};
