import { anyone, type Endpoint, endpoint } from '@soomcare/http';

import { consentErrors } from '../consents/consent.errors.ts';
import { consentTextsView, presentConsentTexts } from '../consents/consent.schemas.ts';
import { MAILS_PER_ADDRESS } from '../mails/mail-throttle.ts';
import { memberErrors } from '../members/member.errors.ts';
import {
  confirmPasswordResetBody,
  passwordResetRequestedView,
  requestPasswordResetBody,
} from '../password-resets/password-reset.schemas.ts';
import { passwordResetErrors } from '../password-resets/password-reset.errors.ts';
import type { PasswordResetService } from '../password-resets/password-reset.service.ts';
import { passwordErrors } from '../passwords/password.errors.ts';
import { LOG_IN_PER_ADDRESS } from '../sessions/log-in-throttle.ts';
import { tokensView } from '../sessions/session.schemas.ts';
import { signUpErrors } from '../sign-ups/sign-up.errors.ts';
import { confirmSignUpBody, signUpStartedView, startSignUpBody } from '../sign-ups/sign-up.schemas.ts';
import type { SignUpService } from '../sign-ups/sign-up.service.ts';

interface SignUpRoutesDeps {
  readonly signUps: SignUpService;
  readonly resets: PasswordResetService;
}

const tag = 'Account';

/** How somebody without a log-in gets one, or gets it back. */
export const signUpRoutes = ({ signUps, resets }: SignUpRoutesDeps): Endpoint[] => [
  endpoint(
    {
      method: 'get',
      path: '/consent-texts',
      operationId: 'listConsentTexts',
      summary: 'What a member can consent to, in Korean and English',
      tag,
      access: anyone('read before there is an account'),
      response: consentTextsView,
      conditional: true,
    },
    () => Promise.resolve(presentConsentTexts()),
  ),
  endpoint(
    {
      method: 'post',
      path: '/auth/sign-ups',
      operationId: 'startSignUp',
      summary: 'Ask for an account; a mail confirms the address. The answer is the same for every address',
      tag,
      access: anyone('there is no account yet'),
      limit: MAILS_PER_ADDRESS,
      body: startSignUpBody,
      status: 202,
      response: signUpStartedView,
      errors: [
        memberErrors.GUARDIAN_NEEDED,
        memberErrors.BIRTH_DATE_IN_FUTURE,
        consentErrors.SERVICE_CONSENT_REQUIRED,
        consentErrors.CONSENT_VERSION_UNKNOWN,
        passwordErrors.PASSWORD_TOO_COMMON,
      ],
    },
    ({ body }) => signUps.start(body),
  ),
  endpoint(
    {
      method: 'post',
      path: '/auth/sign-ups/confirm',
      operationId: 'confirmSignUp',
      summary: 'Confirm the address with the mailed link or code, and be logged in',
      tag,
      access: anyone('the mailed secret is the proof'),
      limit: LOG_IN_PER_ADDRESS,
      body: confirmSignUpBody,
      status: 201,
      response: tokensView,
      errors: [signUpErrors.SIGN_UP_NOT_CONFIRMED],
    },
    ({ body }) => signUps.confirm(body),
  ),
  endpoint(
    {
      method: 'post',
      path: '/auth/password-resets',
      operationId: 'requestPasswordReset',
      summary: 'Ask for a link to set a new password. The answer is the same for every address',
      tag,
      access: anyone('the password is forgotten'),
      limit: MAILS_PER_ADDRESS,
      body: requestPasswordResetBody,
      status: 202,
      response: passwordResetRequestedView,
    },
    ({ body }) => resets.request(body.email),
  ),
  endpoint(
    {
      method: 'post',
      path: '/auth/password-resets/confirm',
      operationId: 'confirmPasswordReset',
      summary: 'Set a new password with the mailed link; ends every session',
      tag,
      access: anyone('the mailed secret is the proof'),
      limit: LOG_IN_PER_ADDRESS,
      body: confirmPasswordResetBody,
      status: 204,
      errors: [passwordResetErrors.PASSWORD_RESET_FAILED, passwordErrors.PASSWORD_TOO_COMMON],
    },
    ({ body }) => resets.confirm(body),
  ),
];
