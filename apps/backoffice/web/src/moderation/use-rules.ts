import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import { type CommunityRule, ifMatch, useApi } from '../api/api.ts';
import { bodyOf } from '../api/problem.ts';
import type { RuleSearch } from './rule-search.ts';

const PAGE_SIZE = 50;
const rulesKey = ['rules'] as const;

export const useRules = ({ kind, cursor }: RuleSearch) => {
  const api = useApi();
  const query = { limit: PAGE_SIZE, ...(kind ? { kind } : {}), ...(cursor ? { cursor } : {}) };

  return useQuery({
    queryKey: [...rulesKey, query],
    queryFn: () => bodyOf(api.GET('/v1/community-rules', { params: { query } })),
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
};

export type RuleValues = Pick<CommunityRule, 'kind' | 'language' | 'phrase' | 'hides' | 'active'>;

/** A new rule is active at once; of one that is there its kind and language stay. */
export const useSaveRule = (rule: CommunityRule | null) => {
  const api = useApi();
  const queries = useQueryClient();

  return useMutation({
    mutationFn: ({ kind, language, phrase, hides, active }: RuleValues) =>
      rule
        ? bodyOf(
            api.PATCH('/v1/community-rules/{id}', {
              params: { path: { id: rule.id }, header: ifMatch(rule.version) },
              body: { phrase, hides, active },
            }),
          )
        : bodyOf(api.POST('/v1/community-rules', { body: { kind, language, phrase, hides } })),
    // A refused edit too: the list then shows what somebody else made of it.
    onSettled: () => queries.invalidateQueries({ queryKey: rulesKey }),
  });
};
