import { anyone, type Endpoint, endpoint, httpErrors, type Limit, member } from '@soomcare/http';

import { consentErrors } from '../consents/consent.errors.ts';
import { memberErrors } from '../members/member.errors.ts';
import { passwordErrors } from '../passwords/password.errors.ts';
import { LOG_IN_PER_ADDRESS } from '../sessions/log-in-throttle.ts';
import { tokensView } from '../sessions/session.schemas.ts';
import type { ChildService } from './child.service.ts';
import { familyErrors } from './family.errors.ts';
import {
  acceptGuardianshipBody,
  addChildBody,
  childParams,
  childrenView,
  childView,
  confirmHandOverBody,
  guardiansView,
  inviteGuardianBody,
  linkMailedView,
  startHandOverBody,
} from './family.schemas.ts';
import type { GuardianshipService } from './guardianship.service.ts';
import type { HandOverService } from './hand-over.service.ts';

interface FamilyRoutesDeps {
  readonly children: ChildService;
  readonly guardianships: GuardianshipService;
  readonly handOvers: HandOverService;
}

/** Each sends the guardian a mail. */
const ADDITIONS: Limit = { name: 'children-added', points: 20, seconds: 60 * 60 };

/** Each sends a mail to an address that the caller names. */
const FAMILY_LINKS: Limit = { name: 'family-links', points: 10, seconds: 60 * 60 };

const tag = 'Family';

/** Children under fourteen, whose profiles a guardian keeps. What is in a profile is reached by `X-Profile`. */
export const familyRoutes = ({ children, guardianships, handOvers }: FamilyRoutesDeps): Endpoint[] => [
  endpoint(
    {
      method: 'get',
      path: '/me/children',
      operationId: 'listChildren',
      summary: 'The children whose profiles I keep; send X-Profile with an id to act in one',
      tag,
      access: member({ ownAccount: true }),
      response: childrenView,
    },
    async ({ actor }) => ({ items: await children.list(actor.id) }),
  ),
  endpoint(
    {
      method: 'post',
      path: '/me/children',
      operationId: 'addChild',
      summary: 'Make a profile for a child under fourteen, with the consents that I give as legal guardian',
      tag,
      access: member({ ownAccount: true, recentLogIn: true }),
      limit: ADDITIONS,
      body: addChildBody,
      status: 201,
      response: childView,
      errors: [
        memberErrors.BIRTH_DATE_IN_FUTURE,
        familyErrors.CHILD_TOO_OLD,
        familyErrors.GUARDIAN_TOO_YOUNG,
        familyErrors.TOO_MANY_CHILDREN,
        consentErrors.SERVICE_CONSENT_REQUIRED,
        consentErrors.CONSENT_VERSION_UNKNOWN,
        httpErrors.IDEMPOTENCY_KEY_REUSED,
      ],
    },
    ({ actor, body }) => children.add(actor.id, body),
  ),
  endpoint(
    {
      method: 'delete',
      path: '/me/children/{id}',
      operationId: 'removeChild',
      summary: 'Leave a child’s profile. Its last guardian erases it with every record, at once and for good',
      tag,
      access: member({ ownAccount: true, recentLogIn: true }),
      params: childParams,
      errors: [familyErrors.CHILD_NOT_FOUND],
    },
    ({ actor, params }) => guardianships.leave(actor.id, params.id),
  ),
  endpoint(
    {
      method: 'post',
      path: '/me/children/{id}/guardians',
      operationId: 'inviteGuardian',
      summary: 'Mail a second guardian a link to keep the profile together. A newer link replaces it',
      tag,
      access: member({ ownAccount: true, recentLogIn: true }),
      limit: FAMILY_LINKS,
      params: childParams,
      body: inviteGuardianBody,
      status: 202,
      response: linkMailedView,
      errors: [familyErrors.CHILD_NOT_FOUND, familyErrors.CHILD_TOO_OLD, familyErrors.TOO_MANY_GUARDIANS],
    },
    ({ actor, params, body }) => guardianships.invite(actor.id, params.id, body.email),
  ),
  endpoint(
    {
      method: 'post',
      path: '/me/guardianships',
      operationId: 'acceptGuardianship',
      summary: 'Keep a child’s profile together with the guardian who mailed me the link',
      tag,
      access: member({ ownAccount: true, recentLogIn: true }),
      body: acceptGuardianshipBody,
      status: 201,
      response: childView,
      errors: [
        familyErrors.INVITATION_NOT_VALID,
        familyErrors.GUARDIAN_TOO_YOUNG,
        familyErrors.TOO_MANY_CHILDREN,
      ],
    },
    async ({ actor, body }) => children.get(actor.id, await guardianships.accept(actor.id, body.token)),
  ),
  endpoint(
    {
      method: 'post',
      path: '/me/children/{id}/hand-over',
      operationId: 'startHandOver',
      summary: 'Mail a child of fourteen or more a link to take the profile over. A newer link replaces it',
      tag,
      access: member({ ownAccount: true, recentLogIn: true }),
      limit: FAMILY_LINKS,
      params: childParams,
      body: startHandOverBody,
      status: 202,
      response: linkMailedView,
      errors: [familyErrors.CHILD_NOT_FOUND, familyErrors.HAND_OVER_TOO_EARLY],
    },
    ({ actor, params, body }) => handOvers.start(actor.id, params.id, body.email),
  ),
  endpoint(
    {
      method: 'post',
      path: '/auth/hand-overs/confirm',
      operationId: 'confirmHandOver',
      summary:
        'Take the own profile over with the mailed link, and be logged in; the guardian is out from then on',
      tag,
      access: anyone('the mailed secret is the proof'),
      limit: LOG_IN_PER_ADDRESS,
      body: confirmHandOverBody,
      status: 201,
      response: tokensView,
      errors: [
        familyErrors.HAND_OVER_NOT_CONFIRMED,
        passwordErrors.PASSWORD_TOO_COMMON,
        consentErrors.SERVICE_CONSENT_REQUIRED,
        consentErrors.CONSENT_VERSION_UNKNOWN,
      ],
    },
    ({ body }) => handOvers.confirm(body),
  ),
  endpoint(
    {
      method: 'get',
      path: '/me/guardians',
      operationId: 'listGuardians',
      summary: 'Who keeps or kept this profile, and when they last opened it',
      tag,
      access: member(),
      response: guardiansView,
    },
    async ({ actor }) => ({ items: await guardianships.list(actor.id) }),
  ),
];
