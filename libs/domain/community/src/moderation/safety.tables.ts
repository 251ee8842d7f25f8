import { memberRefusalTable } from '../blocks/member-refusal.entity.ts';
import { postingCountTable } from './posting/posting-count.entity.ts';
import { abuseReportTable } from './abuse-reports/abuse-report.entity.ts';
import { communityRuleTable } from './rules/community-rule.entity.ts';
import { banMarkTable } from './sanctions/ban-mark.entity.ts';
import { sanctionTable } from './sanctions/sanction.entity.ts';

/** For the database's list of entities. */
export const communitySafetyTables = [
  memberRefusalTable,
  communityRuleTable,
  abuseReportTable,
  sanctionTable,
  banMarkTable,
  postingCountTable,
] as const;
