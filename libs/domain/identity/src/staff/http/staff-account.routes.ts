import { type Endpoint, endpoint, staff } from '@soomcare/http';

import {
  listStaffQuery,
  staffAccountsView,
  staffAccountView,
  staffParams,
  updateStaffBody,
} from '../accounts/staff-account.schemas.ts';
import type { StaffAccountService } from '../accounts/staff-account.service.ts';
import { staffErrors } from '../staff.errors.ts';

const tag = 'Staff';
const access = staff({ permission: 'staff:manage' });

/** Who works here, and with which rights. */
export const staffAccountRoutes = (accounts: StaffAccountService): Endpoint[] => [
  endpoint(
    {
      method: 'get',
      path: '/staff',
      operationId: 'staffListAccounts',
      summary: 'List staff accounts',
      tag,
      access,
      query: listStaffQuery,
      response: staffAccountsView,
    },
    ({ query }) => accounts.list(query),
  ),
  endpoint(
    {
      method: 'patch',
      path: '/staff/{id}',
      operationId: 'staffUpdateAccount',
      summary: 'Give another role, or take every right away; ends that person’s sessions at once',
      tag,
      access,
      params: staffParams,
      body: updateStaffBody,
      response: staffAccountView,
      errors: [staffErrors.STAFF_NOT_FOUND, staffErrors.OWN_ACCOUNT],
    },
    ({ actor, params, body, call }) => accounts.update(actor, call.address, params.id, body),
  ),
];
