import type { Transaction } from '@soomcare/database';
import type { Locale } from '@soomcare/http';

import type { AbuseReportRow } from '../abuse-reports/abuse-report.repository.ts';
import { sanctionNotice, type Tell } from '../notices.ts';
import type { Subjects } from '../subjects.ts';
import type { BanMarkRepository } from './ban-mark.repository.ts';
import type { SanctionKind } from './sanction.entity.ts';
import type { SanctionRepository, SanctionRow } from './sanction.repository.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

export interface SentenceDeps {
  readonly sanctions: SanctionRepository;
  readonly banMarks: BanMarkRepository;
  readonly subjects: Subjects;
  readonly tell: Tell;
  readonly newId: () => string;
}

export interface Decided {
  readonly report: Pick<AbuseReportRow, 'id' | 'memberId' | 'subjectKind' | 'subjectId'>;
  readonly kind: SanctionKind;
  readonly reason: string;
  readonly days: number | undefined;
  /** The author's. */
  readonly locale: Locale;
  readonly staffId: string;
  readonly at: Date;
}

/** Carries out what was decided, and takes it back where an appeal is granted. */
export const createSentence = ({ sanctions, banMarks, subjects, tell, newId }: SentenceDeps) => ({
  /** The sanction, the text out of sight, and a word to its author. */
  async pass({ report, kind, reason, days, locale, staffId, at }: Decided, tx: Transaction): Promise<void> {
    const { memberId, subjectKind, subjectId } = report;
    const id = newId();
    const expiresAt = days === undefined ? null : new Date(at.getTime() + days * DAY_MS);
    await sanctions.insert(
      {
        id,
        memberId,
        reportId: report.id,
        kind,
        reason,
        subjectKind,
        subjectId,
        decidedBy: staffId,
        createdAt: at.toISOString(),
        expiresAt: expiresAt?.toISOString() ?? null,
        appealState: 'none',
        appeal: null,
        appealedAt: null,
        answer: null,
        answeredBy: null,
        answeredAt: null,
      },
      tx,
    );
    if (kind === 'ban') await banMarks.keep(memberId, { id, at, expiresAt }, tx);

    const subject = { kind: subjectKind, id: subjectId };
    if (kind === 'warn') await subjects.show(subject, 'rule', tx);
    else await subjects.hide(subject, 'moderator', tx);
    await tell(sanctionNotice({ memberId, id, locale }, kind, reason), tx);
  },

  /** The text is there again, and no later account suffers from it. */
  async lift({ id, subjectKind, subjectId }: SanctionRow, tx: Transaction): Promise<void> {
    await subjects.show({ kind: subjectKind, id: subjectId }, 'moderator', tx);
    await banMarks.forget(id, tx);
  },
});

export type Sentence = ReturnType<typeof createSentence>;
