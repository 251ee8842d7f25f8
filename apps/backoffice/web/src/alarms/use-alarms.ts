import { useQuery } from '@tanstack/react-query';

import { useApi } from '../api/api.ts';
import { bodyOf } from '../api/problem.ts';
import type { Language } from '../i18n/language.ts';
import { recordsKey } from '../member/use-member.ts';

/** The server explains in the language of the request, so each language is a read of its own. */
export const useAlarms = (memberId: string, date: string, language: Language) => {
  const api = useApi();

  return useQuery({
    queryKey: [...recordsKey(memberId), 'alarms', date, language],
    queryFn: () =>
      bodyOf(api.GET('/v1/members/{id}/deliveries', { params: { path: { id: memberId }, query: { date } } })),
    gcTime: 0,
  });
};
