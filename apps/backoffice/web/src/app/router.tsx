import { createRootRoute, createRoute, createRouter } from '@tanstack/react-router';

import { ArticleListPage } from '../articles/article-list-page.tsx';
import { ArticlePage } from '../articles/article-page.tsx';
import { type ArticleSearch, parseArticleSearch } from '../articles/article-search.ts';
import { NewArticlePage } from '../articles/new-article-page.tsx';
import { MemberPage } from '../member/member-page.tsx';
import { MemberListPage } from '../members/member-list-page.tsx';
import { type MemberListSearch, parseMemberListSearch } from '../members/member-list-search.ts';
import { type AppealSearch, parseAppealSearch } from '../moderation/appeal-search.ts';
import { AppealsPage } from '../moderation/appeals-page.tsx';
import { QueuePage } from '../moderation/queue-page.tsx';
import { ReportPage } from '../moderation/report-page.tsx';
import { parseReportSearch, type ReportSearch } from '../moderation/report-search.ts';
import { parseRuleSearch, type RuleSearch } from '../moderation/rule-search.ts';
import { RulesPage } from '../moderation/rules-page.tsx';
import {
  parseQuerySearch,
  parseSynonymSearch,
  type QuerySearch,
  type SynonymSearch,
} from '../search-desk/desk-search.ts';
import { QueriesPage } from '../search-desk/queries-page.tsx';
import { SynonymsPage } from '../search-desk/synonyms-page.tsx';
import { HomePage } from '../session/home-page.tsx';
import { SessionGate } from '../session/session-gate.tsx';
import { NotFoundPage } from '../ui/not-found-page.tsx';

export interface MemberSearch {
  /** Of the records; the month unless told. */
  view?: 'alarms';
  month?: string;
  day?: string;
}

const rootRoute = createRootRoute({ component: SessionGate, notFoundComponent: NotFoundPage });

const homeRoute = createRoute({ getParentRoute: () => rootRoute, path: '/', component: HomePage });

export const membersRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/members',
  validateSearch: (search): MemberListSearch => parseMemberListSearch(search),
  component: MemberListPage,
});

export const memberRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/members/$memberId',
  validateSearch: ({ view, month, day }: Record<string, unknown>): MemberSearch => ({
    ...(view === 'alarms' ? { view } : {}),
    ...(typeof month === 'string' && /^\d{4}-(?:0[1-9]|1[0-2])$/.test(month) ? { month } : {}),
    ...(typeof day === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(day) ? { day } : {}),
  }),
  component: MemberPage,
});

const moderationRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/moderation',
    validateSearch: (search): ReportSearch => parseReportSearch(search),
    component: QueuePage,
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/moderation/reports/$reportId',
    component: ReportPage,
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/moderation/appeals',
    validateSearch: (search): AppealSearch => parseAppealSearch(search),
    component: AppealsPage,
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/moderation/rules',
    validateSearch: (search): RuleSearch => parseRuleSearch(search),
    component: RulesPage,
  }),
] as const;

const articleRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/articles',
    validateSearch: (search): ArticleSearch => parseArticleSearch(search),
    component: ArticleListPage,
  }),
  createRoute({ getParentRoute: () => rootRoute, path: '/articles/new', component: NewArticlePage }),
  createRoute({ getParentRoute: () => rootRoute, path: '/articles/$articleId', component: ArticlePage }),
] as const;

const searchDeskRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/search-desk',
    validateSearch: (search): SynonymSearch => parseSynonymSearch(search),
    component: SynonymsPage,
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/search-desk/queries',
    validateSearch: (search): QuerySearch => parseQuerySearch(search),
    component: QueriesPage,
  }),
] as const;

export const createAppRouter = () =>
  createRouter({
    routeTree: rootRoute.addChildren([
      homeRoute,
      membersRoute,
      memberRoute,
      ...moderationRoutes,
      ...articleRoutes,
      ...searchDeskRoutes,
    ]),
    scrollRestoration: false,
  });

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }

  interface HistoryState {
    /** The cursors of the pages before this one, so that "previous" knows the way. */
    trail?: string[];
  }
}
