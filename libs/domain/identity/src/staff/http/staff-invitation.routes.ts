import { anyone, type Endpoint, endpoint, httpErrors, type Limit, staff } from '@soomcare/http';

import { passwordErrors } from '../../passwords/password.errors.ts';
import { staffParams } from '../accounts/staff-account.schemas.ts';
import {
  acceptInvitationBody,
  inviteStaffBody,
  openInvitationBody,
  openInvitationView,
  staffInvitationView,
} from '../invitations/staff-invitation.schemas.ts';
import type { StaffInvitationService } from '../invitations/staff-invitation.service.ts';
import { STAFF_LOG_IN_PER_ADDRESS } from '../sessions/staff-log-in.service.ts';
import { staffErrors } from '../staff.errors.ts';

/** Far above what a clinic hires in an hour. */
const INVITATIONS: Limit = { name: 'staff-invitations', points: 60, seconds: 60 * 60 };

const tag = 'Staff';
const access = staff({ permission: 'staff:manage' });
const byLink = anyone('the link is the proof');

/** How somebody comes to a staff account: an administrator makes a link, its holder chooses how to log in. */
export const staffInvitationRoutes = (invitations: StaffInvitationService): Endpoint[] => [
  endpoint(
    {
      method: 'post',
      path: '/staff',
      operationId: 'staffInvite',
      summary: 'Make an account, and a link by which its person chooses password and second factor',
      tag,
      access,
      limit: INVITATIONS,
      body: inviteStaffBody,
      status: 201,
      response: staffInvitationView,
      errors: [staffErrors.STAFF_EXISTS],
    },
    ({ actor, body, call }) => invitations.invite(actor, call.address, body),
  ),
  endpoint(
    {
      method: 'post',
      path: '/staff/{id}/invitations',
      operationId: 'staffInviteAgain',
      summary: 'A new link, also for who has lost phone or password; an earlier one is void',
      tag,
      access,
      limit: INVITATIONS,
      params: staffParams,
      status: 201,
      response: staffInvitationView,
      errors: [staffErrors.STAFF_NOT_FOUND, staffErrors.OWN_ACCOUNT],
    },
    ({ actor, params, call }) => invitations.inviteAgain(actor, call.address, params.id),
  ),
  endpoint(
    {
      method: 'post',
      path: '/auth/invitations',
      operationId: 'staffOpenInvitation',
      summary: 'Whom my link is for, and the secret for my authenticator app',
      tag,
      access: byLink,
      limit: STAFF_LOG_IN_PER_ADDRESS,
      body: openInvitationBody,
      response: openInvitationView,
      errors: [staffErrors.STAFF_INVITATION_FAILED, httpErrors.ORIGIN_NOT_ALLOWED],
    },
    ({ body }) => invitations.open(body.token),
  ),
  endpoint(
    {
      method: 'post',
      path: '/auth/invitations/accept',
      operationId: 'staffAcceptInvitation',
      summary: 'Choose my password and prove my second factor; ends every session of the account',
      tag,
      access: byLink,
      limit: STAFF_LOG_IN_PER_ADDRESS,
      body: acceptInvitationBody,
      status: 204,
      errors: [
        staffErrors.STAFF_INVITATION_FAILED,
        staffErrors.STAFF_CODE_WRONG,
        passwordErrors.PASSWORD_TOO_COMMON,
        httpErrors.ORIGIN_NOT_ALLOWED,
      ],
    },
    ({ body, call }) => invitations.accept(body, call.address),
  ),
];
