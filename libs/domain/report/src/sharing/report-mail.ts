import type { Database, Transaction } from '@soomcare/database';
import { z } from 'zod';

import { reportLanguages } from '../report.entity.ts';
import { reportErrors } from '../report.errors.ts';
import type { ReportService } from '../report.service.ts';
import { renderReportMail } from './report-mail-texts.ts';

export const REPORT_MAIL_TOPIC = 'report.mail';
/** Below our own address; behind it a recent log-in is asked for. */
export const MAILED_REPORTS_PATH = '/mailed-reports';

const reportMail = z.object({ to: z.string(), language: z.enum(reportLanguages), reportId: z.uuid() });

/** What the app hands in to write to a member: the outbox, the mailer, and our own address. */
export interface ReportPost {
  readonly outbox: {
    add(tx: Transaction, message: { topic: string; payload: unknown; memberId: string }): Promise<void>;
  };
  readonly mailer: {
    send(mail: { to: string; subject: string; text: string; messageId: string }): Promise<void>;
  };
  /** Without a slash at the end. */
  readonly publicUrl: string;
}

export interface ReportMailDeps {
  readonly database: Database;
  readonly reports: ReportService;
  readonly post: ReportPost;
  /** Null for a member without an address. */
  readonly addressOf: (memberId: string) => Promise<string | null>;
}

export const createReportMails = ({ database, reports, post, addressOf }: ReportMailDeps) => ({
  /** Leaves a mail with a link to the report, never the report. @throws REPORT_NOT_FOUND, NO_MAIL_ADDRESS */
  async send(memberId: string, reportId: string): Promise<void> {
    const { language } = await reports.get(memberId, reportId);
    const to = await addressOf(memberId);
    if (to === null) throw reportErrors.NO_MAIL_ADDRESS();

    const payload = { to, language, reportId } satisfies z.input<typeof reportMail>;
    await database.transaction((tx) => post.outbox.add(tx, { topic: REPORT_MAIL_TOPIC, payload, memberId }));
  },
});

export type ReportMails = ReturnType<typeof createReportMails>;

/** For the relay: sends one mail; the message's id makes a repetition recognisable. */
export const createReportMailHandler =
  ({ mailer, publicUrl }: Pick<ReportPost, 'mailer' | 'publicUrl'>) =>
  async (payload: unknown, { id }: { id: string }): Promise<void> => {
    const { to, language, reportId } = reportMail.parse(payload);
    const link = `${publicUrl}${MAILED_REPORTS_PATH}/${reportId}`;
    await mailer.send({ to, ...renderReportMail(language, link), messageId: id });
  };
