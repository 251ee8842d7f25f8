import { z } from 'zod';

import { newPassword } from '../passwords/password.schemas.ts';
import { emailAddress } from '../text.schemas.ts';

export const requestPasswordResetBody = z.strictObject({ email: emailAddress });

/** The same for every address. */
export const passwordResetRequestedView = z
  .object({ linkExpiresIn: z.int().meta({ description: 'Seconds that a mailed link is valid' }) })
  .meta({ id: 'PasswordResetRequested' });

export const confirmPasswordResetBody = z.strictObject({
  token: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
  password: newPassword,
});
export type ConfirmPasswordReset = z.output<typeof confirmPasswordResetBody>;
