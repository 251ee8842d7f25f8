import type { ReportPost } from '../sharing/report-mail.ts';

export const ADDRESS = 'minji@example.com';

interface Left {
  readonly topic: string;
  readonly payload: unknown;
  readonly memberId: string;
}

type SentMail = Parameters<ReportPost['mailer']['send']>[0];

/** An outbox and a mailer that remember; every member has the same address unless told otherwise. */
export const createFakeReportPost = () => {
  const left: Left[] = [];
  const sent: SentMail[] = [];
  const withoutAddress = new Set<string>();

  return {
    publicUrl: 'https://api.soomcare.example',
    outbox: {
      add(_tx: unknown, message: Left) {
        left.push(message);
        return Promise.resolve();
      },
    },
    mailer: {
      send(mail: SentMail) {
        sent.push(mail);
        return Promise.resolve();
      },
    },
    addressOf: (memberId: string) => Promise.resolve(withoutAddress.has(memberId) ? null : ADDRESS),
    withoutAddress,
    left,
    sent,
    forget() {
      left.length = 0;
      sent.length = 0;
    },
  };
};

export type FakeReportPost = ReturnType<typeof createFakeReportPost>;
