import { z } from 'zod';

import { consentChoice, consentChoices } from '../consents/consent.schemas.ts';
import { logInDevice } from '../devices/device.schemas.ts';
import { birthDate, language, languages, nickname } from '../members/member.schemas.ts';
import { newPassword } from '../passwords/password.schemas.ts';
import { emailAddress, ianaTimeZone } from '../text.schemas.ts';

export const startSignUpBody = z.strictObject({
  email: emailAddress,
  password: newPassword,
  nickname,
  birthDate,
  language,
  timeZone: ianaTimeZone,
  consents: consentChoices,
});
export type StartSignUp = z.output<typeof startSignUpBody>;

/** The same for every address. */
export const signUpStartedView = z
  .object({
    linkExpiresIn: z.int().meta({ description: 'Seconds that the mailed link is valid' }),
    codeExpiresIn: z.int().meta({ description: 'Seconds that the mailed code is valid' }),
  })
  .meta({ id: 'SignUpStarted' });

export const mailedToken = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

export const confirmSignUpBody = z.union([
  z.strictObject({ token: mailedToken, device: logInDevice.optional() }),
  z.strictObject({
    email: emailAddress,
    code: z.string().regex(/^[0-9]{6}$/),
    device: logInDevice.optional(),
  }),
]);
export type ConfirmSignUp = z.output<typeof confirmSignUpBody>;

/** What a pending sign-up keeps, sealed. */
const details = z.object({
  email: z.string(),
  passwordHash: z.string(),
  nickname: z.string(),
  birthDate: z.string(),
  language: z.enum(languages),
  timeZone: z.string(),
  consents: z.array(consentChoice),
});
export const parseSignUpDetails = (json: string) => details.parse(JSON.parse(json));
