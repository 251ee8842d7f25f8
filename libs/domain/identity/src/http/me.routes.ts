import { type Endpoint, endpoint, httpErrors, type Limit, member, versioned } from '@soomcare/http';

import { consentErrors } from '../consents/consent.errors.ts';
import {
  consentStateView,
  consentsView,
  presentConsents,
  presentConsentState,
  setConsentBody,
  setConsentParams,
} from '../consents/consent.schemas.ts';
import type { ConsentService } from '../consents/consent.service.ts';
import { deviceErrors } from '../devices/device.errors.ts';
import { deviceParams, deviceView, presentDevice, registerDeviceBody } from '../devices/device.schemas.ts';
import type { DeviceService } from '../devices/device.service.ts';
import { memberErrors } from '../members/member.errors.ts';
import { profileView, updateMeBody } from '../members/member.schemas.ts';
import type { MemberService } from '../members/member.service.ts';
import { presentProfile } from '../members/profile.ts';
import type { WithdrawalService } from '../members/withdrawal.service.ts';
import { passwordErrors } from '../passwords/password.errors.ts';
import { changePasswordBody } from '../passwords/password.schemas.ts';
import type { PasswordService } from '../passwords/password.service.ts';

interface MeRoutesDeps {
  readonly members: MemberService;
  readonly withdrawals: WithdrawalService;
  readonly passwords: PasswordService;
  readonly consents: ConsentService;
  readonly devices: DeviceService;
}

/** Guessing the current password from a stolen phone. */
const PASSWORD_CHANGES: Limit = { name: 'password-changes', points: 10, seconds: 15 * 60 };
/** The ledger only grows. */
const CONSENT_CHANGES: Limit = { name: 'consent-changes', points: 30, seconds: 60 * 60 };

const tag = 'Me';

/** A member's own profile, password, consents and devices. */
export const meRoutes = ({
  members,
  withdrawals,
  passwords,
  consents,
  devices,
}: MeRoutesDeps): Endpoint[] => [
  endpoint(
    {
      method: 'get',
      path: '/me',
      operationId: 'getMe',
      summary: 'My profile',
      tag,
      access: member(),
      response: profileView,
      conditional: true,
    },
    async ({ actor }) => versioned(presentProfile(await members.get(actor.id))),
  ),
  endpoint(
    {
      method: 'patch',
      path: '/me',
      operationId: 'updateMe',
      summary: 'Change my profile: what is left out stays, null clears',
      tag,
      access: member(),
      ifMatch: 'required',
      body: updateMeBody,
      response: profileView,
      errors: [
        httpErrors.CONSENT_REQUIRED,
        memberErrors.GUARDIAN_NEEDED,
        memberErrors.BIRTH_DATE_IN_FUTURE,
        memberErrors.BIRTH_DATE_SETTLED,
        memberErrors.DIAGNOSED_IN_FUTURE,
      ],
    },
    async ({ actor, body, call }) =>
      versioned(presentProfile(await members.update(actor, call.expectedVersion, body))),
  ),
  endpoint(
    {
      method: 'delete',
      path: '/me',
      operationId: 'withdraw',
      summary: 'Withdraw: erases my account and every record, at once and for good',
      tag,
      access: member({ ownAccount: true, recentLogIn: true }),
    },
    ({ actor }) => withdrawals.withdraw(actor.id),
  ),
  endpoint(
    {
      method: 'put',
      path: '/me/password',
      operationId: 'changePassword',
      summary: 'Change my password; logs my other devices out',
      tag,
      access: member({ ownAccount: true }),
      limit: PASSWORD_CHANGES,
      body: changePasswordBody,
      status: 204,
      errors: [passwordErrors.CURRENT_PASSWORD_WRONG, passwordErrors.PASSWORD_TOO_COMMON],
    },
    ({ actor, body }) => passwords.change(actor.id, actor.sessionId, body),
  ),
  endpoint(
    {
      method: 'get',
      path: '/me/consents',
      operationId: 'listConsents',
      summary: 'My consents, and the ledger of every change',
      tag,
      access: member(),
      response: consentsView,
    },
    async ({ actor }) => presentConsents(await consents.list(actor.id)),
  ),
  endpoint(
    {
      method: 'put',
      path: '/me/consents/{type}',
      operationId: 'setConsent',
      summary: 'Give or take back a consent',
      tag,
      access: member(),
      limit: CONSENT_CHANGES,
      params: setConsentParams,
      body: setConsentBody,
      response: consentStateView,
      errors: [consentErrors.CONSENT_VERSION_UNKNOWN, consentErrors.SERVICE_CONSENT_STAYS],
    },
    async ({ actor, params, body }) =>
      presentConsentState(
        params.type,
        await consents.set(actor.id, params.type, body, actor.guardianId ?? null),
      ),
  ),
  endpoint(
    {
      method: 'put',
      path: '/me/devices/{deviceId}',
      operationId: 'registerDevice',
      summary: 'Register this installation of the app, or replace what it said before',
      tag,
      access: member({ ownAccount: true }),
      params: deviceParams,
      body: registerDeviceBody,
      response: deviceView,
      errors: [deviceErrors.TOO_MANY_DEVICES],
    },
    async ({ actor, params, body }) => presentDevice(await devices.register(actor.id, params.deviceId, body)),
  ),
  endpoint(
    {
      method: 'delete',
      path: '/me/devices/{deviceId}',
      operationId: 'removeDevice',
      summary: 'Forget a device of mine',
      tag,
      access: member({ ownAccount: true }),
      params: deviceParams,
      errors: [deviceErrors.DEVICE_NOT_FOUND],
    },
    ({ actor, params }) => devices.remove(actor.id, params.deviceId),
  ),
];
