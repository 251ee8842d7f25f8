import type { Request } from 'express';

import type { Actor, MemberOnly } from './access.ts';
import { httpErrors } from './errors.ts';

/** Names the member whose profile a guardian acts in; without it a call is about the caller's own. */
const PROFILE_HEADER = 'x-profile';
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export interface OpenedProfile {
  /** The profile's id, zone and consents with the caller's session, and `guardianId`. */
  readonly actor: Actor;
  /** True where nothing may be changed in it. */
  readonly readOnly: boolean;
}

/**
 * Asked on each call that names a profile, so that a guardianship that has ended bites at once.
 * @returns null for whatever is not theirs: nobody's, somebody else's, theirs no more
 */
export type OpenProfile = (caller: Actor, profileId: string) => Promise<OpenedProfile | null>;

export const namesProfile = ({ headers }: Request): boolean => headers[PROFILE_HEADER] !== undefined;

/**
 * Makes the call one in the profile that it names.
 * @throws PROFILE_REFUSED, PROFILE_NOT_FOUND, PROFILE_READ_ONLY
 */
export const switchProfile = async (
  request: Request,
  { ownAccount }: MemberOnly,
  openProfile: OpenProfile = () => Promise.resolve(null),
): Promise<void> => {
  if (!namesProfile(request)) return;
  if (ownAccount) throw httpErrors.PROFILE_REFUSED();

  const [named = '', ...others] = request.headersDistinct[PROFILE_HEADER] ?? [];
  const isOneId = UUID.test(named) && others.length === 0;
  // The guard of such a route lets only members through.
  const opened = isOneId ? await openProfile(request.user as Actor, named.toLowerCase()) : null;
  if (!opened) throw httpErrors.PROFILE_NOT_FOUND();
  if (opened.readOnly && request.method !== 'GET' && request.method !== 'HEAD') {
    throw httpErrors.PROFILE_READ_ONLY();
  }

  request.user = opened.actor;
};
