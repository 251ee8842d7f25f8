import type { AbuseReport } from '../api/api.ts';
import { oneOf, type PageSearch, parsePageSearch } from '../lists/page-search.ts';

export const reportStates = ['open', 'claimed', 'decided'] as const satisfies AbuseReport['state'][];
/** The most urgent first. */
export const reportReasons = [
  'red-flag',
  'dosing-advice',
  'harassment',
  'misinformation',
  'contact-data',
  'advert',
  'other',
] as const satisfies AbuseReport['reason'][];

export interface ReportSearch extends PageSearch {
  /** Open ones unless told. */
  state?: 'claimed' | 'decided';
  reason?: AbuseReport['reason'];
}

export const parseReportSearch = (search: Record<string, unknown>): ReportSearch => {
  const state = oneOf(['claimed', 'decided'] as const, search['state']);
  const reason = oneOf(reportReasons, search['reason']);

  return { ...(state ? { state } : {}), ...(reason ? { reason } : {}), ...parsePageSearch(search) };
};
