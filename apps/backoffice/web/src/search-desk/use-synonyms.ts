import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import { ifMatch, type Synonym, useApi } from '../api/api.ts';
import { bodyOf, done } from '../api/problem.ts';
import type { SynonymSearch } from './desk-search.ts';

const PAGE_SIZE = 50;
const synonymsKey = ['synonyms'] as const;

export type SynonymValues = Pick<Synonym, 'term' | 'same' | 'foundBy' | 'finds'>;

export const useSynonyms = ({ q, cursor }: SynonymSearch) => {
  const api = useApi();
  const query = { limit: PAGE_SIZE, ...(q ? { q } : {}), ...(cursor ? { cursor } : {}) };

  return useQuery({
    queryKey: [...synonymsKey, query],
    queryFn: () => bodyOf(api.GET('/v1/synonyms', { params: { query } })),
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
};

/** After a refused edit too: the list then shows what somebody else made of it. */
const useListAnew = () => {
  const queries = useQueryClient();

  return { onSettled: () => queries.invalidateQueries({ queryKey: synonymsKey }) };
};

/** The term of a group that is there stays. */
export const useSaveSynonym = (synonym: Synonym | null) => {
  const api = useApi();
  const listAnew = useListAnew();

  return useMutation({
    mutationFn: ({ term, ...lists }: SynonymValues) =>
      synonym
        ? bodyOf(
            api.PATCH('/v1/synonyms/{id}', {
              params: { path: { id: synonym.id }, header: ifMatch(synonym.version) },
              body: lists,
            }),
          )
        : bodyOf(api.POST('/v1/synonyms', { body: { term, ...lists } })),
    ...listAnew,
  });
};

export const useRemoveSynonym = () => {
  const api = useApi();
  const listAnew = useListAnew();

  return useMutation({
    mutationFn: (id: string) => done(api.DELETE('/v1/synonyms/{id}', { params: { path: { id } } })),
    ...listAnew,
  });
};
