import type { CommunityRule } from '../api/api.ts';
import { oneOf, type PageSearch, parsePageSearch } from '../lists/page-search.ts';

export const ruleKinds = [
  'red-flag',
  'dosing-advice',
  'contact-data',
  'advert',
] as const satisfies CommunityRule['kind'][];

export interface RuleSearch extends PageSearch {
  kind?: CommunityRule['kind'];
}

export const parseRuleSearch = (search: Record<string, unknown>): RuleSearch => {
  const kind = oneOf(ruleKinds, search['kind']);

  return { ...(kind ? { kind } : {}), ...parsePageSearch(search) };
};
