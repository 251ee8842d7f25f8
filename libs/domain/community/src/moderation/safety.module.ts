import { createBatchedRead } from '@soomcare/cache';
import { type Database, removeInBatches, type Transaction } from '@soomcare/database';
import type { Endpoint } from '@soomcare/http';

import type { AuthorsOf } from '../authors/author.ts';
import { blockRoutes } from '../blocks/block.routes.ts';
import { createBlockService } from '../blocks/block.service.ts';
import { createMemberRefusalRepository } from '../blocks/member-refusal.repository.ts';
import type { PostingRules } from '../posting-rules.ts';
import { createAbuseReportRepository } from './abuse-reports/abuse-report.repository.ts';
import { abuseReportRoutes } from './abuse-reports/abuse-report.routes.ts';
import { createAbuseReportService } from './abuse-reports/abuse-report.service.ts';
import { abuseReportStaffRoutes } from './abuse-reports/abuse-report.staff-routes.ts';
import { createReportQueue } from './abuse-reports/report-queue.service.ts';
import type { Tell } from './notices.ts';
import { createPostingCountRepository } from './posting/posting-count.repository.ts';
import { createPostingRules } from './posting/posting-rules.service.ts';
import { createCommunityRuleRepository } from './rules/community-rule.repository.ts';
import { createCommunityRuleService } from './rules/community-rule.service.ts';
import { communityRuleStaffRoutes } from './rules/community-rule.staff-routes.ts';
import { createAppealService } from './sanctions/appeal.service.ts';
import { createBanMarkRepository, type SignUpMarksOf } from './sanctions/ban-mark.repository.ts';
import { createSanctionRepository } from './sanctions/sanction.repository.ts';
import { sanctionRoutes } from './sanctions/sanction.routes.ts';
import { createSanctionService } from './sanctions/sanction.service.ts';
import { sanctionStaffRoutes } from './sanctions/sanction.staff-routes.ts';
import { createSentence } from './sanctions/sentence.ts';
import { createStanding } from './sanctions/standing.ts';
import type { WriteAudit } from './staff-audit.ts';
import { createSubjects, type Hiding } from './subjects.ts';

export interface CommunitySafetyDeps {
  readonly database: Database;
  readonly clock: { readonly now: () => Date; readonly newId: () => string };
  readonly hiding: Hiding;
  readonly ports: {
    readonly authorsOf: AuthorsOf;
    readonly tell: Tell;
    readonly signUpMarksOf: SignUpMarksOf;
  };
}

/** Keeps members of the community safe from one another: blocks, rules, reports, sanctions. */
export const createCommunitySafety = ({ database, clock, hiding, ports }: CommunitySafetyDeps) => {
  const { authorsOf, tell, signUpMarksOf } = ports;
  const { now, newId } = clock;
  const refusals = createMemberRefusalRepository(database);
  const ruleRows = createCommunityRuleRepository(database);
  const reports = createAbuseReportRepository(database);
  const sanctions = createSanctionRepository(database);
  const banMarks = createBanMarkRepository({ database, signUpMarksOf });
  const standing = createStanding({ sanctions, banMarks, now });
  const counts = createPostingCountRepository(database);
  const subjects = createSubjects({ database, hiding });

  const rules: PostingRules = {
    ...createPostingRules({ rules: ruleRows, reports, standing, counts, subjects, tell, clock }),
    hiddenAuthorsFor: createBatchedRead(refusals.listHiddenFor),
  };

  const reporting = createAbuseReportService({ database, reports, subjects, now, newId });
  const ownSanctions = createSanctionService({ sanctions, now });

  /** What moderators do; each act of theirs stands in the audit log. */
  const deskOf = (writeAudit: WriteAudit) => {
    const common = { database, authorsOf, writeAudit };
    const sentence = createSentence({ sanctions, banMarks, subjects, tell, newId });

    return {
      queue: createReportQueue({ ...common, reports, sanctions, subjects, sentence, now }),
      appeals: createAppealService({ ...common, sanctions, sentence, tell, clock }),
      rules: createCommunityRuleService({ database, rules: ruleRows, writeAudit, now, newId }),
    };
  };

  return {
    /** For whoever writes and reads posts. */
    rules,
    reporting,
    ownSanctions,
    deskOf,

    memberRoutes: [
      ...blockRoutes(createBlockService({ refusals, authorsOf, now })),
      ...abuseReportRoutes(reporting),
      ...sanctionRoutes(ownSanctions),
    ],

    /** For the back-office: those who may moderate. */
    staffRoutes(writeAudit: WriteAudit): Endpoint[] {
      const { queue, appeals, rules: ruleDesk } = deskOf(writeAudit);

      return [
        ...abuseReportStaffRoutes(queue),
        ...sanctionStaffRoutes(appeals),
        ...communityRuleStaffRoutes(ruleDesk),
      ];
    },

    /** Lets go of bans that are over. @returns how many marks */
    housekeeping: (): Promise<number> => removeInBatches((limit) => banMarks.removeExpired(now(), limit)),

    /** What a member did and what was said about them, in the withdrawal's own transaction. */
    async eraseMember(memberId: string, tx: Transaction): Promise<void> {
      for (const { erase } of [refusals, reports, sanctions, counts]) await erase(memberId, tx);
    },
  };
};

export type CommunitySafety = ReturnType<typeof createCommunitySafety>;
