import { type Endpoint, endpoint, type Limit, staff } from '@soomcare/http';

import { passwordErrors } from '../../passwords/password.errors.ts';
import { changeStaffPasswordBody } from '../accounts/staff-password.schemas.ts';
import type { StaffPasswordService } from '../accounts/staff-password.service.ts';

/** Guessing the current password at an unlocked desk. */
const PASSWORD_CHANGES: Limit = { name: 'staff-password-changes', points: 10, seconds: 15 * 60 };

export const staffPasswordRoutes = (passwords: StaffPasswordService): Endpoint[] => [
  endpoint(
    {
      method: 'put',
      path: '/auth/password',
      operationId: 'staffChangePassword',
      summary: 'Change my password; ends my other sessions at once',
      tag: 'Session',
      access: staff({ permission: null }),
      limit: PASSWORD_CHANGES,
      body: changeStaffPasswordBody,
      status: 204,
      errors: [passwordErrors.CURRENT_PASSWORD_WRONG, passwordErrors.PASSWORD_TOO_COMMON],
    },
    ({ actor, body, call }) => passwords.change(actor, call.address, body),
  ),
];
