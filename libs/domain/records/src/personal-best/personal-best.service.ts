import { httpErrors, type Idempotency } from '@soomcare/http';

import { type CreateCall, insertOnce, type PlainRow } from '@soomcare/member-rows';
import { addDays, localDayOf } from '@soomcare/time';
import { bestOn } from './best-on.ts';
import type { PersonalBest } from './personal-best.entity.ts';
import { personalBestErrors } from './personal-best.errors.ts';
import type { PersonalBestRepository } from './personal-best.repository.ts';
import type { ConfirmPersonalBest } from './personal-best.schemas.ts';

export interface PersonalBestDeps {
  readonly bests: PersonalBestRepository;
  readonly idempotency: Idempotency;
  readonly now: () => Date;
  readonly newId: () => string;
}

/** "Highest over two to three weeks" (lung.org action plan; Mayo Clinic). */
export const PROPOSAL_DAYS = 21;

export const createPersonalBestService = ({ bests, idempotency, now, newId }: PersonalBestDeps) => ({
  /** Keeps what the member confirmed, also one that no reading shows: a clinic may have measured it. */
  async confirm(
    memberId: string,
    { id = newId(), litresPerMinute, meterId = null, scale = null, validFrom }: ConfirmPersonalBest,
    { timeZone, key, fingerprint }: CreateCall & { timeZone: string },
  ): Promise<PlainRow<PersonalBest>> {
    if (validFrom > localDayOf(now(), timeZone)) throw personalBestErrors.PERSONAL_BEST_IN_FUTURE();

    const at = now().toISOString();
    const made = { memberId, id, version: 1, createdAt: at, updatedAt: at, deletedAt: null };
    const best = { ...made, createFingerprint: fingerprint, litresPerMinute, meterId, scale, validFrom };

    return insertOnce({ rows: bests, idempotency }, best, { operation: 'confirmPersonalBest', key });
  },

  /** The whole series, and what could be confirmed next. A proposal sets nothing: one slip would redden the past. */
  async list(memberId: string, timeZone: string) {
    const today = localDayOf(now(), timeZone);
    const [series, highest] = await Promise.all([
      bests.listSeries(memberId),
      bests.listHighestReadings(memberId, addDays(today, 1 - PROPOSAL_DAYS), today),
    ]);
    const rated = highest.map((reading) => ({
      ...reading,
      presentBest: bestOn(series, { ...reading, recordedOn: today }),
    }));

    return {
      items: series,
      nextCursor: null,
      proposed: rated.filter(({ litresPerMinute, presentBest }) => litresPerMinute > (presentBest ?? 0)),
    };
  },

  async remove(memberId: string, id: string, expected: number | null): Promise<void> {
    if (await bests.remove(memberId, id, expected, now())) return;

    if (!(await bests.find(memberId, id))) throw personalBestErrors.PERSONAL_BEST_NOT_FOUND();
    throw httpErrors.VERSION_MISMATCH();
  },
});

export type PersonalBestService = ReturnType<typeof createPersonalBestService>;
