import { z } from 'zod';

import { chosenPassword, enteredPassword } from '../../passwords/password.schemas.ts';

/** OWASP ASVS 5.0, 6.2.1: 15 strongly recommended; staff see what members trusted us with. */
export const MIN_STAFF_PASSWORD_CODE_POINTS = 15;

export const chosenStaffPassword = chosenPassword({
  min: MIN_STAFF_PASSWORD_CODE_POINTS,
  description: 'At least 15 characters. Any characters will do.',
});

export const changeStaffPasswordBody = z.strictObject({
  currentPassword: enteredPassword,
  newPassword: chosenStaffPassword,
});
export type ChangeStaffPassword = z.output<typeof changeStaffPasswordBody>;
