import type { Session } from '../api/api.ts';
import { PageIcon, PeopleIcon, SearchIcon, ShieldIcon } from '../ui/icons.tsx';

export type Permission = Session['staff']['permissions'][number];

/** The desk's rooms in the order of the menu, each with the right that opens it: the one place that says so. */
export const rooms = [
  { to: '/members', name: 'members', permission: 'members:read', Icon: PeopleIcon },
  { to: '/moderation', name: 'moderation', permission: 'community:moderate', Icon: ShieldIcon },
  { to: '/articles', name: 'articles', permission: 'articles:edit', Icon: PageIcon },
  { to: '/search-desk', name: 'searchDesk', permission: 'articles:edit', Icon: SearchIcon },
] as const satisfies readonly { to: string; permission: Permission; [key: string]: unknown }[];

export type Room = (typeof rooms)[number];

export const roomsFor = (permissions: readonly Permission[]): Room[] =>
  rooms.filter(({ permission }) => permissions.includes(permission));

/** Undefined for an address that lies in no room. */
export const roomOf = (pathname: string): Room | undefined =>
  rooms.find(({ to }) => pathname === to || pathname.startsWith(`${to}/`));
