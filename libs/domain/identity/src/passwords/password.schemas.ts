import { z } from 'zod';

import { codePoints } from '../text.schemas.ts';

/**
 * The floor is 10 and 15 is recommended (OWASP ASVS 5.0, 6.2.1: 8 at least, 15 strongly recommended): there is no
 * second factor for members, but a lost diary log-in is recovered by mail. No composition rules (6.2.5).
 */
export const MIN_PASSWORD_CODE_POINTS = 10;
const MAX_PASSWORD_CODE_POINTS = 256;

/** A password somebody chooses, in NFC so that it is the same from every keyboard. */
export const chosenPassword = ({ min, description }: { min: number; description: string }) =>
  z
    .string()
    .max(MAX_PASSWORD_CODE_POINTS * 4)
    .meta({
      description,
      minLength: min,
      maxLength: MAX_PASSWORD_CODE_POINTS,
      example: 'correct horse battery staple',
    })
    .transform((password) => password.normalize('NFC'))
    .check(({ value, issues }) => {
      const length = codePoints(value);
      const about = { input: value, origin: 'string', inclusive: true } as const;
      if (length < min) issues.push({ ...about, code: 'too_small', minimum: min });
      if (length > MAX_PASSWORD_CODE_POINTS)
        issues.push({ ...about, code: 'too_big', maximum: MAX_PASSWORD_CODE_POINTS });
      // Half a character cannot be hashed as what it is: two such passwords would be one.
      if (!value.isWellFormed()) issues.push({ code: 'invalid_format', format: 'unicode', input: value });
    });

export const newPassword = chosenPassword({
  min: MIN_PASSWORD_CODE_POINTS,
  description: 'At least 10 characters; 15 or more are recommended. Any characters will do.',
});

/** A password somebody enters: only bounded, a wrong one is the log-in's business. */
export const enteredPassword = z
  .string()
  .min(1)
  .max(MAX_PASSWORD_CODE_POINTS * 4)
  .transform((password) => password.normalize('NFC'));

export const changePasswordBody = z.strictObject({ currentPassword: enteredPassword, newPassword });
export type ChangePassword = z.output<typeof changePasswordBody>;
