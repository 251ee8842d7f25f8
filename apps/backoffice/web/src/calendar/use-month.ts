import { useQuery } from '@tanstack/react-query';

import { useApi } from '../api/api.ts';
import { bodyOf } from '../api/problem.ts';
import { recordsKey } from '../member/use-member.ts';

export const useMonth = (memberId: string, month: string) => {
  const api = useApi();

  return useQuery({
    queryKey: [...recordsKey(memberId), 'month', month],
    queryFn: () =>
      bodyOf(api.GET('/v1/members/{id}/calendar/{month}', { params: { path: { id: memberId, month } } })),
    gcTime: 0,
  });
};
