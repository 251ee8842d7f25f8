import { createRootRoute, createRoute, createRouter, redirect } from '@tanstack/react-router';

import { MemberPage } from '../member/member-page.tsx';
import { MemberListPage } from '../members/member-list-page.tsx';
import { type MemberListSearch, parseMemberListSearch } from '../members/member-list-search.ts';
import { SessionGate } from '../session/session-gate.tsx';
import { NotFoundPage } from '../ui/not-found-page.tsx';

export interface MemberSearch {
  /** Of the records; the month unless told. */
  view?: 'alarms';
  month?: string;
  day?: string;
}

const rootRoute = createRootRoute({ component: SessionGate, notFoundComponent: NotFoundPage });

const homeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  beforeLoad: () => redirect({ to: '/members', throw: true }),
});

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

export const createAppRouter = () =>
  createRouter({
    routeTree: rootRoute.addChildren([homeRoute, membersRoute, memberRoute]),
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
