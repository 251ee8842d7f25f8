import { anyone, type Endpoint, endpoint, type Limit, member } from '@soomcare/http';

import { consentErrors } from '../../consents/consent.errors.ts';
import { memberErrors } from '../../members/member.errors.ts';
import { LOG_IN_PER_ADDRESS } from '../../sessions/log-in-throttle.ts';
import { tokensView } from '../../sessions/session.schemas.ts';
import type { LinkedIdentityService } from '../linked-identity.service.ts';
import type { SocialAttemptService } from '../social-attempt.service.ts';
import type { SocialLogInService } from '../social-log-in.service.ts';
import { socialErrors } from '../social.errors.ts';
import {
  attemptView,
  identitiesView,
  identityParams,
  identityView,
  linkIdentityBody,
  logInWithProviderBody,
  signUpWithProviderBody,
  startAttemptBody,
} from '../social.schemas.ts';

interface SocialRoutesDeps {
  readonly attempts: SocialAttemptService;
  readonly socialLogIns: SocialLogInService;
  readonly linkedIdentities: LinkedIdentityService;
}

/** Each leaves a row for ten minutes; many people may share an address. */
const ATTEMPTS_PER_ADDRESS: Limit = { name: 'social-attempts-address', points: 200, seconds: 15 * 60 };
const LINKS: Limit = { name: 'identity-links', points: 20, seconds: 15 * 60 };

const tag = 'Social log-in';

/** Log-in, sign-up and links by Kakao, Naver, Google and Apple. */
export const socialRoutes = ({ attempts, socialLogIns, linkedIdentities }: SocialRoutesDeps): Endpoint[] => [
  endpoint(
    {
      method: 'post',
      path: '/auth/social-attempts',
      operationId: 'startSocialAttempt',
      summary: 'Begin a log-in or a link by a provider: where to send the person, and what to keep meanwhile',
      tag,
      access: anyone('there is no log-in yet'),
      limit: ATTEMPTS_PER_ADDRESS,
      body: startAttemptBody,
      status: 201,
      response: attemptView,
      errors: [socialErrors.SOCIAL_PROVIDER_OFF],
    },
    ({ body }) => attempts.start(body.provider),
  ),
  endpoint(
    {
      method: 'post',
      path: '/auth/sessions/social',
      operationId: 'logInWithProvider',
      summary:
        'Log in with what the provider sent back. SOCIAL_SIGN_UP_NEEDED: go on with signUpWithProvider',
      tag,
      access: anyone('the provider’s answer is the proof'),
      limit: LOG_IN_PER_ADDRESS,
      body: logInWithProviderBody,
      status: 201,
      response: tokensView,
      errors: [
        socialErrors.SOCIAL_LOG_IN_FAILED,
        socialErrors.SOCIAL_SIGN_UP_NEEDED,
        socialErrors.SOCIAL_PROVIDER_OFF,
        socialErrors.SOCIAL_PROVIDER_FAILED,
      ],
    },
    ({ body }) => socialLogIns.logIn(body),
  ),
  endpoint(
    {
      method: 'post',
      path: '/auth/sign-ups/social',
      operationId: 'signUpWithProvider',
      summary: 'Finish the sign-up of somebody whom a provider has shown, and be logged in',
      tag,
      access: anyone('the attempt’s secret is the proof'),
      limit: LOG_IN_PER_ADDRESS,
      body: signUpWithProviderBody,
      status: 201,
      response: tokensView,
      errors: [
        socialErrors.SOCIAL_SIGN_UP_EXPIRED,
        memberErrors.GUARDIAN_NEEDED,
        memberErrors.BIRTH_DATE_IN_FUTURE,
        consentErrors.SERVICE_CONSENT_REQUIRED,
        consentErrors.CONSENT_VERSION_UNKNOWN,
      ],
    },
    ({ body }) => socialLogIns.signUp(body),
  ),
  endpoint(
    {
      method: 'get',
      path: '/me/identities',
      operationId: 'listIdentities',
      summary: 'The providers that I can log in by',
      tag,
      access: member({ ownAccount: true }),
      response: identitiesView,
    },
    ({ actor }) => linkedIdentities.list(actor.id),
  ),
  endpoint(
    {
      method: 'post',
      path: '/me/identities',
      operationId: 'linkIdentity',
      summary: 'Let an account at a provider open my account too',
      tag,
      access: member({ ownAccount: true, recentLogIn: true }),
      limit: LINKS,
      body: linkIdentityBody,
      status: 201,
      response: identityView,
      errors: [
        socialErrors.SOCIAL_LINK_FAILED,
        socialErrors.SOCIAL_PROVIDER_OFF,
        socialErrors.IDENTITY_TAKEN,
        socialErrors.PROVIDER_ALREADY_LINKED,
        socialErrors.SOCIAL_PROVIDER_FAILED,
      ],
    },
    ({ actor, body }) => linkedIdentities.link(actor.id, body),
  ),
  endpoint(
    {
      method: 'delete',
      path: '/me/identities/{provider}',
      operationId: 'removeIdentity',
      summary: 'Log in by this provider no more; logs my other devices out',
      tag,
      access: member({ ownAccount: true, recentLogIn: true }),
      params: identityParams,
      errors: [socialErrors.IDENTITY_NOT_FOUND, socialErrors.LAST_CREDENTIAL],
    },
    ({ actor, params }) => linkedIdentities.remove(actor, params.provider),
  ),
];
