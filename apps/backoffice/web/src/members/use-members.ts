import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';

import { useApi } from '../api/api.ts';
import { bodyOf } from '../api/problem.ts';
import type { MemberListSearch } from './member-list-search.ts';

export const PAGE_SIZE = 20;

export const useMemberPage = ({ status, joinedFrom, joinedTo, cursor }: MemberListSearch) => {
  const api = useApi();
  const query = {
    limit: PAGE_SIZE,
    ...(status ? { status } : {}),
    ...(joinedFrom ? { joinedFrom } : {}),
    ...(joinedTo ? { joinedTo } : {}),
    ...(cursor ? { cursor } : {}),
  };

  return useQuery({
    queryKey: ['members', query],
    queryFn: () => bodyOf(api.GET('/v1/members', { params: { query } })),
    placeholderData: keepPreviousData,
  });
};

/** An address stands in no URL and in no cache. */
export const useEmailSearch = () => {
  const api = useApi();

  return useMutation({
    mutationFn: (email: string) => bodyOf(api.POST('/v1/members/search', { body: { email } })),
    gcTime: 0,
  });
};
