import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';

import { ApiProblem, isProblem } from '../api/problem.ts';
import { endSession } from '../session/end-session.ts';

const RETRIES_OF_A_READ = 1;

/** Each member shown writes an audit row: nothing is fetched ahead, nor again because a window came to the front. */
export const createQueryClient = (): QueryClient => {
  const onError = (error: unknown) => {
    if (isProblem(error, 'LOG_IN_REQUIRED')) endSession(queries, { expired: true });
  };
  const queries: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        staleTime: Infinity,
        retry: (failures, error) =>
          failures < RETRIES_OF_A_READ && error instanceof ApiProblem && error.status >= 500,
        networkMode: 'always',
      },
      mutations: { networkMode: 'always' },
    },
  });

  return queries;
};
