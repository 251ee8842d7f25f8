import { type BlindIndex, type Database, isDuplicateKey, type Transaction } from '@soomcare/database';
import type { Limit, RateLimiter } from '@soomcare/http';

import type { ReportView } from '../report.schemas.ts';
import type { ReportService } from '../report.service.ts';
import { shareCodeErrors } from './share-code.errors.ts';
import type { ShareCodeRepository } from './share-code.repository.ts';
import type { ShareCodeView } from './share-code.schemas.ts';

const LIFE_MS = 10 * 60 * 1000;
const MAX_LIVE = 3;

/** Loose, as a hospital may stand behind one address. */
export const TRIES_OF_ADDRESS: Limit = { name: 'shared-report-tries', points: 20, seconds: 15 * 60 };
/** Against guessing from many addresses at once; docs/adr has the odds. */
export const TRIES_OF_ALL: Limit = { name: 'all-shared-report-tries', points: 1_000, seconds: 60 * 60 };

/** Writes into the member's access log that somebody without an account opened their report. */
export type RecordClinicLook = (
  tx: Transaction,
  look: { readonly memberId: string; readonly shareCodeId: string; readonly address: string },
) => Promise<void>;

export interface ShareCodeDeps {
  readonly database: Database;
  readonly codes: ShareCodeRepository;
  readonly reports: ReportService;
  readonly blindIndex: BlindIndex;
  readonly rateLimiter: RateLimiter;
  readonly recordClinicLook: RecordClinicLook;
  readonly runtime: {
    readonly now: () => Date;
    readonly newId: () => string;
    /** Six digits, each as likely. */
    readonly newCode: () => string;
  };
}

/** What the clinic knows, and where it asks from. */
export interface Knock {
  readonly code: string;
  readonly birthYear: number;
  readonly address: string;
}

export const createShareCodeService = (deps: ShareCodeDeps) => {
  const { database, codes, reports, blindIndex, rateLimiter, recordClinicLook, runtime } = deps;
  const { now, newId, newCode } = runtime;
  const indexOf = (code: string) => blindIndex('share_codes.code', code);

  const issue = (memberId: string, reportId: string, birthYear: number): Promise<ShareCodeView> =>
    database.transaction(async (tx) => {
      if ((await codes.lockCount(tx, memberId, now())) >= MAX_LIVE)
        throw shareCodeErrors.TOO_MANY_SHARE_CODES();

      const code = newCode();
      const expiresAt = new Date(now().getTime() + LIFE_MS).toISOString();
      const common = { id: newId(), memberId, reportId, birthYear, expiresAt };
      await codes.insert(tx, { ...common, codeIndex: indexOf(code), misses: 0, looks: 0 });
      return { code, expiresAt };
    });

  return {
    /** @throws REPORT_NOT_FOUND, TOO_MANY_SHARE_CODES */
    async create(memberId: string, reportId: string): Promise<ShareCodeView> {
      const { document } = await reports.get(memberId, reportId);
      const birthYear = Number(document.patient.birthDate.slice(0, 4));

      for (;;) {
        try {
          return await issue(memberId, reportId, birthYear);
        } catch (error) {
          // Somebody has these digits just now; of a million others few are taken.
          if (!isDuplicateKey(error)) throw error;
        }
      }
    },

    /** Ends every code of a report at once. @throws REPORT_NOT_FOUND */
    async endAll(memberId: string, reportId: string): Promise<void> {
      await reports.get(memberId, reportId);
      await codes.endAll(memberId, reportId);
    },

    /**
     * The report behind a code, for somebody without an account; the member's access log has it before the answer.
     * @throws SHARED_REPORT_NOT_FOUND alike for a code that never was, is void, or is of somebody born in another year
     */
    async open({ code, birthYear, address }: Knock): Promise<ReportView> {
      await rateLimiter.consume(TRIES_OF_ALL, 'all');

      const opened = await database.transaction(async (tx) => {
        const found = await codes.lockLive(tx, indexOf(code), now());
        if (!found) return null;
        if (found.birthYear !== birthYear) {
          await codes.countMiss(tx, found.id);
          return null;
        }

        const { id: shareCodeId, memberId } = found;
        await codes.countLook(tx, shareCodeId);
        await recordClinicLook(tx, { memberId, shareCodeId, address });
        return found;
      });
      if (!opened) throw shareCodeErrors.SHARED_REPORT_NOT_FOUND();

      return reports.get(opened.memberId, opened.reportId);
    },
  };
};

export type ShareCodeService = ReturnType<typeof createShareCodeService>;
