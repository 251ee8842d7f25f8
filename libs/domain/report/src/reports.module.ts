import { randomInt } from 'node:crypto';

import type { BlindIndex, Database, MemberCiphers } from '@soomcare/database';
import { createIdempotency, type RateLimiter } from '@soomcare/http';

import { createFreezer } from './document/freeze.ts';
import type { ReportSources } from './document/report-sources.ts';
import { createDocumentSeal } from './document/sealed-document.ts';
import { createReportKeeping } from './report-keeping.ts';
import { createReportRepository } from './report.repository.ts';
import { reportRoutes } from './report.routes.ts';
import { createReportService } from './report.service.ts';
import { clinicPages } from './sharing/http/clinic.pages.ts';
import { createReportMails, type ReportMailDeps, type ReportPost } from './sharing/report-mail.ts';
import { reportMailRoutes } from './sharing/report-mail.routes.ts';
import { createShareCodeRepository } from './sharing/share-code.repository.ts';
import { shareCodeRoutes } from './sharing/share-code.routes.ts';
import { createShareCodeService, type RecordClinicLook } from './sharing/share-code.service.ts';

export interface ReportsDeps {
  readonly database: Database;
  readonly seals: { readonly memberCiphers: MemberCiphers; readonly blindIndex: BlindIndex };
  /** What the other contexts know of a member. */
  readonly sources: ReportSources;
  readonly sharing: {
    readonly rateLimiter: RateLimiter;
    readonly recordClinicLook: RecordClinicLook;
    readonly addressOf: ReportMailDeps['addressOf'];
    /** For tests: other digits than random ones. */
    readonly newCode?: () => string;
  };
  readonly post: ReportPost;
  readonly now: () => Date;
  readonly newId: () => string;
}

const CODES = 1_000_000;
const newShareCode = () => String(randomInt(CODES)).padStart(6, '0');

/** What a member shows a doctor: frozen once, then the same in every form. */
export const createReports = ({ database, seals, sources, sharing, post, now, newId }: ReportsDeps) => {
  const { rateLimiter, recordClinicLook, addressOf, newCode = newShareCode } = sharing;
  const reports = createReportService({
    reports: createReportRepository(database),
    freeze: createFreezer(sources),
    documents: createDocumentSeal(seals.memberCiphers),
    idempotency: createIdempotency({ database, now }),
    now,
    newId,
  });
  const shares = createShareCodeService({
    database,
    codes: createShareCodeRepository(database),
    reports,
    blindIndex: seals.blindIndex,
    rateLimiter,
    recordClinicLook,
    runtime: { now, newId, newCode },
  });
  const mails = createReportMails({ database, reports, post, addressOf });

  return {
    memberRoutes: [
      ...reportRoutes(reports),
      ...shareCodeRoutes(shares),
      ...reportMailRoutes({ mails, reports }),
    ],
    /** For people in a clinic and not for the app: below no prefix. */
    pages: clinicPages({ shares, rateLimiter }),
    ...createReportKeeping({ database, post, now }),
  };
};

export type Reports = ReturnType<typeof createReports>;
