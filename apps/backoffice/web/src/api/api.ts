import createClient, { type Client } from 'openapi-fetch';
import { createContext, use } from 'react';

import type { operations, paths } from './schema.d.ts';

export type Api = Client<paths>;

type Success<
  Operation extends keyof operations,
  Status extends keyof operations[Operation]['responses'],
> = operations[Operation]['responses'][Status] extends { content: { 'application/json': infer Body } }
  ? Body
  : never;

export type Session = Success<'staffGetSession', 200>;
export type MemberPage = Success<'staffListMembers', 200>;
export type MemberRow = MemberPage['items'][number];
export type MaskedMember = Success<'staffGetMember', 200>;
export type RecordAccess = Success<'staffOpenRecordAccess', 201>;
export type CalendarMonth = Success<'staffGetCalendarMonth', 200>;
export type CalendarDay = CalendarMonth['days'][number];
export type DoseWithDeliveries = Success<'staffListDayDeliveries', 200>['items'][number];
export type Delivery = DoseWithDeliveries['deliveries'][number];
export type MemberFilters = NonNullable<operations['staffListMembers']['parameters']['query']>;
export type AbuseReport = Success<'staffGetAbuseReport', 200>;
export type Sanction = Success<'staffListSanctions', 200>['items'][number];
export type CommunityRule = Success<'staffListCommunityRules', 200>['items'][number];
export type ArticleHead = Success<'staffListArticles', 200>['items'][number];
export type Article = Success<'staffGetArticle', 200>;
export type ArticleRevision = Success<'staffListArticleRevisions', 200>['items'][number];
export type Synonym = Success<'staffGetSynonym', 200>;
export type SearchQuery = Success<'staffListSearchQueries', 200>['items'][number];

/** For an edit: of the version that was read. */
export const ifMatch = (version: number) => ({ 'If-Match': `"${version}"` });

interface ApiNeeds {
  csrfToken: () => string | null;
  language: () => string;
  onAnswer: (response: Response) => void;
}

/** The session is a cookie the page never sees; what changes something also carries the token that proves it is our page. */
export const createApi = ({ csrfToken, language, onAnswer }: ApiNeeds): Api => {
  const api = createClient<paths>({ baseUrl: window.location.origin, credentials: 'same-origin' });
  api.use({
    onRequest({ request }) {
      request.headers.set('Accept-Language', language());
      const token = csrfToken();
      if (request.method !== 'GET' && token) request.headers.set('X-CSRF-Token', token);

      return request;
    },
    onResponse({ response }) {
      onAnswer(response);
    },
  });

  return api;
};

const ApiContext = createContext<Api | null>(null);
export const ApiProvider = ApiContext.Provider;

export const useApi = (): Api => {
  const api = use(ApiContext);
  if (!api) throw new Error('useApi stands outside ApiProvider');

  return api;
};
