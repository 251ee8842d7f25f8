import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import { type Api, type Session, useApi } from '../api/api.ts';
import { bodyOf, done, isProblem } from '../api/problem.ts';
import { endSession, sessionKey } from './end-session.ts';

/** Null: nobody is logged in. */
export const sessionQuery = (api: Api) =>
  queryOptions({
    queryKey: sessionKey,
    queryFn: async (): Promise<Session | null> => {
      try {
        return await bodyOf(api.GET('/v1/auth/session'));
      } catch (error) {
        if (isProblem(error, 'LOG_IN_REQUIRED')) return null;
        throw error;
      }
    },
  });

/** For what stands behind the log-in. */
export const useSession = (): Session => {
  const { data } = useQuery(sessionQuery(useApi()));
  if (!data) throw new Error('useSession stands before the log-in');

  return data;
};

export const usePermission = (permission: Session['staff']['permissions'][number]) =>
  useSession().staff.permissions.includes(permission);

export const useLogOut = () => {
  const api = useApi();
  const queries = useQueryClient();

  return useMutation({
    mutationFn: () => done(api.DELETE('/v1/auth/session')),
    onSettled: () => endSession(queries, { expired: false }),
  });
};
