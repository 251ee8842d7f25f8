import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import { useApi } from '../api/api.ts';
import { bodyOf } from '../api/problem.ts';
import type { AppealSearch } from './appeal-search.ts';

const PAGE_SIZE = 20;
const appealsKey = ['appeals'] as const;

export const useAppeals = ({ state, cursor }: AppealSearch) => {
  const api = useApi();
  const query = {
    limit: PAGE_SIZE,
    ...(state ? { appealState: state } : {}),
    ...(cursor ? { cursor } : {}),
  };

  return useQuery({
    queryKey: [...appealsKey, query],
    queryFn: () => bodyOf(api.GET('/v1/sanctions', { params: { query } })),
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
};

export const useAnswerAppeal = (id: string) => {
  const api = useApi();
  const queries = useQueryClient();

  return useMutation({
    mutationFn: (body: { outcome: 'upheld' | 'lifted'; answer: string }) =>
      bodyOf(api.POST('/v1/sanctions/{id}/appeal-answer', { params: { path: { id } }, body })),
    onSuccess: () => queries.invalidateQueries({ queryKey: appealsKey }),
  });
};
