import type { Transaction } from '@soomcare/database';

import type { PostingRules, Writing } from '../../posting-rules.ts';
import type { AbuseReportRepository } from '../abuse-reports/abuse-report.repository.ts';
import { newReport } from '../abuse-reports/new-report.ts';
import { autoHiddenNotice, type Tell } from '../notices.ts';
import type { RuleRow } from '../rules/community-rule.repository.ts';
import { isIn, plainOf } from '../rules/rule-phrase.ts';
import type { Standing } from '../sanctions/standing.ts';
import type { Subjects } from '../subjects.ts';
import { emergencyCard } from './emergency-card.ts';
import { hasLink, isNewMember, WRITES_PER_HOUR } from './new-members.ts';
import type { PostingCountRepository } from './posting-count.repository.ts';
import { postingErrors } from './posting.errors.ts';

export interface PostingRulesDeps {
  readonly rules: { listActive(within?: Transaction): Promise<RuleRow[]> };
  readonly reports: AbuseReportRepository;
  readonly standing: Standing;
  readonly counts: PostingCountRepository;
  readonly subjects: Subjects;
  readonly tell: Tell;
  readonly clock: { readonly now: () => Date; readonly newId: () => string };
}

const HOUR_SECONDS = 3600;

/** May this member write, and what is in what they wrote. */
export const createPostingRules = (deps: PostingRulesDeps): Omit<PostingRules, 'hiddenAuthorsFor'> => {
  const { rules, reports, standing, counts, subjects, tell, clock } = deps;

  const refuseNewMember = async ({ memberId, text }: Writing, tx: Transaction) => {
    const at = clock.now();
    const { total, inHour, hourBeganAt } = await counts.add(memberId, at, tx);
    if (!isNewMember(memberId, total, at)) return;
    await standing.refuseReturned(memberId, tx);
    if (hasLink(text)) throw postingErrors.NEW_MEMBER_LINK();
    if (inHour <= WRITES_PER_HOUR) return;

    const secondsSince = Math.floor((at.getTime() - new Date(hourBeganAt).getTime()) / 1000);
    throw postingErrors.NEW_MEMBER_LIMIT({
      headers: { 'Retry-After': String(HOUR_SECONDS - secondsSince) },
    });
  };

  /** One report for each kind of rule, as long as nobody has decided the last one. */
  const reportHits = async (
    { kind, id, memberId, text }: Writing,
    hits: readonly RuleRow[],
    tx: Transaction,
  ) => {
    const subject = { kind, id };
    for (const reason of new Set(hits.map((hit) => hit.kind))) {
      if (await reports.isPending(subject, reason, tx)) continue;

      const complaint = { subject, authorId: memberId, reporterId: null, reason, note: null, snapshot: text };
      await reports.insert(newReport(complaint, { id: clock.newId(), at: clock.now() }), tx);
    }
  };

  return {
    errors: Object.values(postingErrors),

    async mayWrite(writing, tx) {
      await standing.refuseSanctioned(writing.memberId, tx);
      await refuseNewMember(writing, tx);
    },

    async examine(writing, within) {
      const plain = plainOf(writing.text);
      const hits = (await rules.listActive(within)).filter(({ phrase }) => isIn(plain, phrase));
      const hides = hits.some((hit) => hit.hides);

      return {
        hides,
        guidance: hits.some(({ kind }) => kind === 'red-flag') ? emergencyCard(writing.locale) : null,
        async report(tx) {
          await reportHits(writing, hits, tx);
          if (!hides) return;

          await subjects.hide(writing, 'rule', tx);
          const { memberId, locale } = writing;
          await tell(autoHiddenNotice({ memberId, id: clock.newId(), locale }), tx);
        },
      };
    },
  };
};
