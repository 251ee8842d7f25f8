import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';

import { type MaskedMember, useApi } from '../api/api.ts';
import { bodyOf } from '../api/problem.ts';

const memberKey = (id: string) => ['member', id] as const;
export const recordsKey = (memberId: string) => ['records', memberId] as const;

export const useMember = (id: string) => {
  const api = useApi();

  return useQuery({
    queryKey: memberKey(id),
    queryFn: () => bodyOf(api.GET('/v1/members/{id}', { params: { path: { id } } })),
    gcTime: 0,
  });
};

export const useOpenRecords = (id: string) => {
  const api = useApi();
  const queries = useQueryClient();

  return useMutation({
    mutationFn: (body: { reason: string; minutes: number }) =>
      bodyOf(api.POST('/v1/members/{id}/record-access', { params: { path: { id } }, body })),
    onSuccess: (recordAccess) =>
      queries.setQueryData<MaskedMember>(memberKey(id), (member) => member && { ...member, recordAccess }),
  });
};

/** Takes what was read off the screen and out of memory. */
export const useCloseRecords = (id: string) => {
  const queries = useQueryClient();

  return useCallback(() => {
    queries.removeQueries({ queryKey: recordsKey(id) });
    queries.setQueryData<MaskedMember>(
      memberKey(id),
      (member) => member && { ...member, recordAccess: null },
    );
  }, [queries, id]);
};
