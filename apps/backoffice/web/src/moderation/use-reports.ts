import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import { type AbuseReport, useApi } from '../api/api.ts';
import { bodyOf } from '../api/problem.ts';
import type { ReportSearch } from './report-search.ts';

const PAGE_SIZE = 50;
const queueKey = ['reports'] as const;
const reportKey = (id: string) => ['report', id] as const;

/** Others work on the same queue: what was read before is read again when somebody comes back to it. */
const shared = { staleTime: 0 } as const;

export const useReports = ({ state, reason, cursor }: ReportSearch) => {
  const api = useApi();
  const query = {
    limit: PAGE_SIZE,
    ...(state ? { state } : {}),
    ...(reason ? { reason } : {}),
    ...(cursor ? { cursor } : {}),
  };

  return useQuery({
    queryKey: [...queueKey, query],
    queryFn: () => bodyOf(api.GET('/v1/abuse-reports', { params: { query } })),
    placeholderData: keepPreviousData,
    ...shared,
  });
};

export const useReport = (id: string) => {
  const api = useApi();

  return useQuery({
    queryKey: reportKey(id),
    queryFn: () => bodyOf(api.GET('/v1/abuse-reports/{id}', { params: { path: { id } } })),
    ...shared,
  });
};

/** Another one after a decision. */
export const useAuthorHistory = ({ id, state }: AbuseReport) => {
  const api = useApi();
  const params = { path: { id } };

  return useQuery({
    queryKey: ['author-history', id, state],
    queryFn: () => bodyOf(api.GET('/v1/abuse-reports/{id}/author-history', { params })),
    ...shared,
  });
};

/** A post's earlier texts; a comment is never edited. */
export const useEarlierTexts = ({ kind, id }: AbuseReport['subject']) => {
  const api = useApi();

  return useQuery({
    queryKey: ['post-revisions', id],
    queryFn: () => bodyOf(api.GET('/v1/posts/{id}/revisions', { params: { path: { id } } })),
    enabled: kind === 'post',
    ...shared,
  });
};

export const useClaim = (id: string) => {
  const api = useApi();
  const keep = useKeepReport(id);

  return useMutation({
    mutationFn: () => bodyOf(api.POST('/v1/abuse-reports/{id}/claim', { params: { path: { id } } })),
    ...keep,
  });
};

interface Decision {
  decision: NonNullable<AbuseReport['decision']>;
  reason: string;
  days?: number;
}

export const useDecide = (id: string) => {
  const api = useApi();
  const keep = useKeepReport(id);

  return useMutation({
    mutationFn: (body: Decision) =>
      bodyOf(api.POST('/v1/abuse-reports/{id}/decision', { params: { path: { id } }, body })),
    ...keep,
  });
};

/** After a step the report is as the server says; after a refused one it is read again, for somebody was faster. */
const useKeepReport = (id: string) => {
  const queries = useQueryClient();

  return {
    onSuccess: (report: AbuseReport) => queries.setQueryData<AbuseReport>(reportKey(id), report),
    onError: () => queries.invalidateQueries({ queryKey: reportKey(id) }),
  };
};
