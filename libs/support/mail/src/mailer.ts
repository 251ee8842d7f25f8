/** One mail to one person. */
export interface Mail {
  /** One address without a name. */
  to: string;
  subject: string;
  text: string;
  html?: string;
  /**
   * The caller's id of this mail (letters, digits, `.`, `_`, `-`), e.g. the outbox message's: it becomes the
   * Message-ID, so a mail that is sent again after a crash can be recognised as the same one.
   */
  messageId: string;
}

/** Sends mail. Every adapter passes mailer-contract.test.ts. */
export interface Mailer {
  /** Resolves when the mail has been taken over; throws MailFailed otherwise. */
  send(mail: Mail): Promise<void>;
  /** Throws MailFailed when mail could not be sent now. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** A mail that was not taken over. The message names no address. */
export class MailFailed extends Error {
  /** True when the same mail would be refused again (5xx, a malformed address). */
  readonly permanent: boolean;
  readonly code: string;

  constructor(code: string, permanent: boolean) {
    super(`the mail was not taken over: ${code}`);
    this.name = 'MailFailed';
    this.code = code;
    this.permanent = permanent;
  }
}
