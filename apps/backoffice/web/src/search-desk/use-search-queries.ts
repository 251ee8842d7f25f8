import { keepPreviousData, useQuery } from '@tanstack/react-query';

import { useApi } from '../api/api.ts';
import { bodyOf } from '../api/problem.ts';
import type { QuerySearch } from './desk-search.ts';

const MOST = 100;

export const useSearchQueries = ({ order, days }: QuerySearch) => {
  const api = useApi();
  const query = { order: order ?? 'searches', days: Number(days ?? '30'), limit: MOST } as const;

  return useQuery({
    queryKey: ['search-queries', query],
    queryFn: () => bodyOf(api.GET('/v1/search-queries', { params: { query } })),
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
};
