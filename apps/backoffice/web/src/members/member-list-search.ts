import { oneOf, type PageSearch, parsePageSearch } from '../lists/page-search.ts';

export const memberStatuses = ['active', 'locked'] as const;
export type MemberStatus = (typeof memberStatuses)[number];

/** What the list's address says, so that a view can be kept, shared and gone back to. Never an e-mail address. */
export interface MemberListSearch extends PageSearch {
  status?: MemberStatus;
  joinedFrom?: string;
  joinedTo?: string;
}

const isDate = (value: unknown): value is string =>
  typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);

/** What somebody typed into the address by hand is left out where it makes no sense. */
export const parseMemberListSearch = (search: Record<string, unknown>): MemberListSearch => {
  const status = oneOf(memberStatuses, search['status']);
  const { joinedFrom, joinedTo } = search;

  return {
    ...(status ? { status } : {}),
    ...(isDate(joinedFrom) ? { joinedFrom } : {}),
    ...(isDate(joinedTo) ? { joinedTo } : {}),
    ...parsePageSearch(search),
  };
};

/** Other filters begin at the first page. */
export const withFilters = (
  { status, joinedFrom, joinedTo }: MemberListSearch,
  changed: {
    status?: MemberStatus | undefined;
    joinedFrom?: string | undefined;
    joinedTo?: string | undefined;
  },
): MemberListSearch => parseMemberListSearch({ status, joinedFrom, joinedTo, ...changed });

export const hasFilters = ({ status, joinedFrom, joinedTo }: MemberListSearch) =>
  status !== undefined || joinedFrom !== undefined || joinedTo !== undefined;
