import type { Database, Transaction } from '@soomcare/database';
import { createCursor, cutPage, pageSize } from '@soomcare/http';
import { storedInstant } from '@soomcare/member-rows';
import { z } from 'zod';

import type { AuthorsOf } from '../../authors/author.ts';
import { createMasking, type Masking } from '../masked-author.ts';
import { languageOf } from '../notices.ts';
import type { SanctionRepository } from '../sanctions/sanction.repository.ts';
import { presentToStaff } from '../sanctions/sanction.service.ts';
import type { Sentence } from '../sanctions/sentence.ts';
import { actOf, type StaffCall, type WriteAudit } from '../staff-audit.ts';
import type { Subjects } from '../subjects.ts';
import { abuseReportErrors } from './abuse-report.errors.ts';
import type { AbuseReportRepository, AbuseReportRow } from './abuse-report.repository.ts';
import {
  type AuthorHistory,
  type DecideReport,
  type ListReports,
  mostSanctions,
  type StaffReportView,
} from './abuse-report.schemas.ts';

const cursor = createCursor(z.strictObject({ priority: z.int(), dueAt: storedInstant, id: z.uuid() }));

/** Whoever took a report and left it is not waited for. */
const CLAIM_MINUTES = 30;
const MINUTE_MS = 60_000;

export interface ReportQueueDeps {
  readonly database: Database;
  readonly reports: AbuseReportRepository;
  readonly sanctions: Pick<SanctionRepository, 'listOf'>;
  readonly subjects: Subjects;
  readonly sentence: Sentence;
  readonly authorsOf: AuthorsOf;
  readonly writeAudit: WriteAudit;
  readonly now: () => Date;
}

const present = (
  { memberId, subjectKind, subjectId, ...row }: AbuseReportRow,
  mask: Masking,
  at: string,
): StaffReportView => ({
  ...row,
  subject: { kind: subjectKind, id: subjectId },
  author: mask(memberId),
  isOverdue: row.state !== 'decided' && row.dueAt < at,
});

/** The reports as the staff works through them. */
export const createReportQueue = (deps: ReportQueueDeps) => {
  const { database, reports, sanctions, subjects, sentence, authorsOf, writeAudit, now } = deps;

  const presentAll = async (rows: readonly AbuseReportRow[]) => {
    const at = now().toISOString();
    const mask = await createMasking(
      authorsOf,
      rows.map(({ memberId }) => memberId),
    );
    return rows.map((row) => present(row, mask, at));
  };

  const getRow = async (id: string, within?: Transaction): Promise<AbuseReportRow> => {
    const report = await reports.find(id, within);
    if (!report) throw abuseReportErrors.ABUSE_REPORT_NOT_FOUND();
    return report;
  };

  /** @throws ABUSE_REPORT_NOT_FOUND */
  const get = async (id: string): Promise<StaffReportView> => {
    const report = await getRow(id);
    return present(report, await createMasking(authorsOf, [report.memberId]), now().toISOString());
  };

  return {
    get,

    async list({ state = 'open', reason, ...query }: ListReports) {
      const limit = pageSize(query);
      const after = query.cursor === undefined ? null : cursor.decode(query.cursor);
      const rows = await reports.list({ state, reason }, after, limit + 1);
      const { items, nextCursor } = cutPage(rows, limit, ({ priority, dueAt, id }) =>
        cursor.encode({ priority, dueAt, id }),
      );
      return { items: await presentAll(items), nextCursor };
    },

    /**
     * What was said about the author before: whoever decides weighs it.
     * @throws ABUSE_REPORT_NOT_FOUND
     */
    async getAuthorHistory(id: string): Promise<AuthorHistory> {
      const { memberId } = await getRow(id);
      const rows = await sanctions.listOf(memberId, null, mostSanctions);
      const mask = await createMasking(authorsOf, [memberId]);
      return {
        reports: await reports.countsOf(memberId),
        sanctions: rows.map((row) => presentToStaff(row, mask)),
      };
    },

    /** @throws ABUSE_REPORT_NOT_FOUND, ABUSE_REPORT_TAKEN */
    async claim(by: StaffCall, id: string): Promise<StaffReportView> {
      const at = now();
      const staleBefore = new Date(at.getTime() - CLAIM_MINUTES * MINUTE_MS);
      await database.transaction(async (tx) => {
        const isMine = await reports.claim(id, by.actor.id, at, staleBefore, tx);
        const { memberId } = await getRow(id, tx);
        if (!isMine) throw abuseReportErrors.ABUSE_REPORT_TAKEN();

        await writeAudit(tx, actOf(by, 'staffClaimAbuseReport', [memberId]));
      });
      return get(id);
    },

    /**
     * Decides every open report of the text; all in one transaction.
     * @throws ABUSE_REPORT_NOT_FOUND, ABUSE_REPORT_NOT_CLAIMED
     */
    async decide(
      by: StaffCall,
      id: string,
      { decision, reason, days }: DecideReport,
    ): Promise<StaffReportView> {
      const at = now();
      const { memberId } = await getRow(id);
      const locale = await languageOf(authorsOf, memberId);
      await database.transaction(async (tx) => {
        const report = await reports.lock(id, tx);
        if (report?.state !== 'claimed' || report.claimedBy !== by.actor.id)
          throw abuseReportErrors.ABUSE_REPORT_NOT_CLAIMED();

        const subject = { kind: report.subjectKind, id: report.subjectId };
        await reports.decide(subject, { decision, reason, staffId: by.actor.id, at }, tx);
        if (decision === 'dismiss') await subjects.show(subject, 'rule', tx);
        else
          await sentence.pass({ report, kind: decision, reason, days, locale, staffId: by.actor.id, at }, tx);
        await writeAudit(tx, actOf(by, 'staffDecideAbuseReport', [memberId], `${decision}: ${reason}`));
      });
      return get(id);
    },
  };
};

export type ReportQueue = ReturnType<typeof createReportQueue>;
