import type { QueryClient } from '@tanstack/react-query';

import type { Session } from '../api/api.ts';

export const sessionKey = ['session'] as const;
/** Whether the session before this log-in ended by itself. */
export const expiredKey = ['session-expired'] as const;

/** What was on the screen goes with the session: nobody's record stays behind on a desk. */
export const endSession = (queries: QueryClient, { expired }: { expired: boolean }) => {
  const hadSession = queries.getQueryData<Session | null>(sessionKey);
  queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionKey[0] });
  queries.setQueryData<Session | null>(sessionKey, null);
  if (hadSession) queries.setQueryData(expiredKey, expired);
};
