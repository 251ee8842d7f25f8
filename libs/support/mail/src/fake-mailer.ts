import { type Mail, MailFailed, type Mailer } from './mailer.ts';

export interface FakeMailer extends Mailer {
  /** Every mail taken over, oldest first. */
  readonly sent: readonly Mail[];
  /** The newest mail to an address; throws when there is none. */
  lastTo(address: string): Mail;
  /** Lets the next `count` sends fail with MailFailed. */
  failNext(count: number, options?: { permanent?: boolean }): void;
  clear(): void;
}

/** A mailer for tests that remembers. */
export const createFakeMailer = (): FakeMailer => {
  const sent: Mail[] = [];
  let failures = 0;
  let permanent = false;

  return {
    sent,
    lastTo(address) {
      const mail = sent.findLast(({ to }) => to === address);
      if (!mail) throw new Error(`no mail to ${address} was sent`);

      return mail;
    },
    failNext(count, options = {}) {
      failures = count;
      permanent = options.permanent ?? false;
    },
    clear() {
      sent.length = 0;
    },
    send(mail) {
      if (failures > 0) {
        failures -= 1;

        return Promise.reject(new MailFailed('FAKE', permanent));
      }
      sent.push(mail);

      return Promise.resolve();
    },
    ping: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };
};
