import type { QueryClient } from '@tanstack/react-query';

import type { Session } from '../api/api.ts';
import { endSession, sessionKey } from './end-session.ts';

/** The server forgets an idle session; the page then clears the screen too, without being asked again. */
export const createIdleWatch = (queries: QueryClient) => {
  let timer: ReturnType<typeof setTimeout> | undefined;

  return {
    answered: () => {
      clearTimeout(timer);
      const idleSeconds = queries.getQueryData<Session | null>(sessionKey)?.idleSeconds ?? 900;
      timer = setTimeout(() => {
        if (queries.getQueryData<Session | null>(sessionKey)) endSession(queries, { expired: true });
      }, idleSeconds * 1_000);
    },
  };
};
