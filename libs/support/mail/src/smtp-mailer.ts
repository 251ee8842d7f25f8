import { createTransport } from 'nodemailer';
import { mailMessage } from './mail-message.ts';
import { MailFailed, type Mailer } from './mailer.ts';

const CONNECT_TIMEOUT_MS = 5_000;
const SOCKET_TIMEOUT_MS = 15_000;
const MAX_CONNECTIONS = 2;
const PERMANENT_FROM = 500;
const SMTP_PORT = 587;
const SMTPS_PORT = 465;

const loopbackHosts = ['localhost', '127.0.0.1', '[::1]', '::1'];

const asMailFailed = (error: unknown): MailFailed => {
  if (error instanceof MailFailed) return error;
  if (!(error instanceof Error)) return new MailFailed('UNKNOWN', false);

  const { code, responseCode }: { name: string; code?: unknown; responseCode?: unknown } = error;
  const status = typeof responseCode === 'number' ? responseCode : 0;
  // A refused log-in (535) is the operator's mistake and will be mended; the mail itself is not at fault.
  const permanent = status >= PERMANENT_FROM && code !== 'EAUTH';

  return new MailFailed([code, status].filter(Boolean).join(' ') || 'UNKNOWN', permanent);
};

/**
 * Sends by SMTP. `smtps:` is TLS from the first byte; `smtp:` upgrades by STARTTLS, which is demanded as soon as a
 * password would otherwise cross a network in the clear.
 */
export const createSmtpMailer = ({ url, from }: { url: string; from: string }): Mailer => {
  const server = new URL(url);
  const secure = server.protocol === 'smtps:';
  const defaultPort = secure ? SMTPS_PORT : SMTP_PORT;
  const user = decodeURIComponent(server.username);
  const transport = createTransport({
    pool: true,
    maxConnections: MAX_CONNECTIONS,
    host: server.hostname,
    port: server.port === '' ? defaultPort : Number(server.port),
    secure,
    requireTLS: !secure && user !== '' && !loopbackHosts.includes(server.hostname),
    ...(user === '' ? {} : { auth: { user, pass: decodeURIComponent(server.password) } }),
    connectionTimeout: CONNECT_TIMEOUT_MS,
    greetingTimeout: CONNECT_TIMEOUT_MS,
    socketTimeout: SOCKET_TIMEOUT_MS,
  });

  return {
    async send(mail) {
      const message = mailMessage(mail, from);
      try {
        await transport.sendMail(message);
      } catch (error) {
        throw asMailFailed(error);
      }
    },
    async ping() {
      try {
        await transport.verify();
      } catch (error) {
        throw asMailFailed(error);
      }
    },
    close() {
      transport.close();

      return Promise.resolve();
    },
  };
};
