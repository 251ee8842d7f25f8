import { hash } from 'node:crypto';

import { createCursor, cutPage, httpErrors, type Idempotency, pageSize } from '@soomcare/http';
import { type CreateCall, insertOnce, storedInstant } from '@soomcare/member-rows';
import { localDayOf } from '@soomcare/time';
import { z } from 'zod';

import { canonicalJson } from './document/canonical-json.ts';
import type { createFreezer } from './document/freeze.ts';
import type { DocumentSeal } from './document/sealed-document.ts';
import { reportErrors } from './report.errors.ts';
import type { PlainReport, ReportRepository } from './report.repository.ts';
import type { CreateReport, ReportQuery, ReportView } from './report.schemas.ts';
import { headOf, openedReport } from './report-view.ts';

export interface ReportDeps {
  readonly reports: ReportRepository;
  readonly freeze: ReturnType<typeof createFreezer>;
  readonly documents: DocumentSeal;
  readonly idempotency: Idempotency;
  readonly now: () => Date;
  readonly newId: () => string;
}

const cursor = createCursor(z.strictObject({ createdAt: storedInstant, id: z.uuid() }));

export const createReportService = ({ reports, freeze, documents, idempotency, now, newId }: ReportDeps) => {
  const present = (report: PlainReport): Promise<ReportView> => openedReport(documents, report);

  return {
    /** Freezes what is known now. @throws REPORT_IN_FUTURE, REPORT_TOO_LONG */
    async create(
      memberId: string,
      { id = newId(), ...request }: CreateReport,
      { timeZone, key, fingerprint }: CreateCall & { timeZone: string },
    ): Promise<ReportView> {
      if (request.to > localDayOf(now(), timeZone)) throw reportErrors.REPORT_IN_FUTURE();

      const document = await freeze(memberId, request, timeZone);
      const json = canonicalJson(document);
      const at = now().toISOString();
      const report: PlainReport = {
        ...{ memberId, id, version: 1, createdAt: at, updatedAt: at, deletedAt: null },
        createFingerprint: fingerprint,
        firstDay: request.from,
        lastDay: request.to,
        language: request.language,
        documentSha256: hash('sha256', json),
        sealedDocument: await documents.seal(memberId, id, json),
      };

      const kept = await insertOnce({ rows: reports, idempotency }, report, {
        operation: 'createReport',
        key,
      });
      return kept === report ? { ...headOf(report), document } : present(kept);
    },

    async list(memberId: string, query: ReportQuery) {
      const limit = pageSize(query);
      const after = query.cursor === undefined ? null : cursor.decode(query.cursor);
      const rows = await reports.list(memberId, after, limit + 1);
      const { items, nextCursor } = cutPage(rows, limit, ({ createdAt, id }) =>
        cursor.encode({ createdAt, id }),
      );

      return { items: items.map(headOf), nextCursor };
    },

    async get(memberId: string, id: string): Promise<ReportView> {
      const report = await reports.find(memberId, id);
      if (!report) throw reportErrors.REPORT_NOT_FOUND();

      return present(report);
    },

    async remove(memberId: string, id: string, expected: number | null): Promise<void> {
      if (await reports.remove(memberId, id, expected, now())) return;
      if (!(await reports.find(memberId, id))) throw reportErrors.REPORT_NOT_FOUND();

      throw httpErrors.VERSION_MISMATCH();
    },
  };
};

export type ReportService = ReturnType<typeof createReportService>;
