import { z } from 'zod';

import { consentChoices } from '../consents/consent.schemas.ts';
import { logInDevice } from '../devices/device.schemas.ts';
import { birthDate, language, nickname } from '../members/member.schemas.ts';
import { ianaTimeZone } from '../text.schemas.ts';
import { socialProviders } from './provider-settings.ts';

const provider = z.enum(socialProviders);
/** 256 random bits. */
const secret = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

export const startAttemptBody = z.strictObject({ provider });

export const attemptView = z
  .object({
    authorizationUrl: z
      .string()
      .meta({ description: 'To be opened in the system’s browser, never in a web view' }),
    state: z.string(),
    attemptSecret: z.string().meta({
      description: 'Only this installation of the app has it; it is never part of an address',
    }),
    expiresIn: z.int().meta({ description: 'Seconds', example: 600 }),
  })
  .meta({ id: 'SocialAttempt' });
export type AttemptView = z.output<typeof attemptView>;

const answer = {
  provider: provider.meta({ description: 'Whose redirect address the app was called back at' }),
  code: z.string().min(1).max(2_000),
  state: secret,
  attemptSecret: secret,
  iss: z.string().max(500).optional().meta({ description: 'As it stood beside the code (RFC 9207)' }),
};

export const logInWithProviderBody = z.strictObject({ ...answer, device: logInDevice.optional() });
export type LogInWithProvider = z.output<typeof logInWithProviderBody>;

export const linkIdentityBody = z.strictObject(answer);
/** What came back from the provider's log-in page, by way of the app. */
export type ProviderAnswerBody = z.output<typeof linkIdentityBody>;

export const signUpWithProviderBody = z.strictObject({
  attemptSecret: secret.meta({ description: 'Of the attempt that was answered with SOCIAL_SIGN_UP_NEEDED' }),
  nickname,
  birthDate,
  language,
  timeZone: ianaTimeZone,
  consents: consentChoices,
  device: logInDevice.optional(),
});
export type SignUpWithProvider = z.output<typeof signUpWithProviderBody>;

export const identityParams = z.strictObject({ provider });

export const identityView = z
  .object({ provider, linkedAt: z.iso.datetime() })
  .meta({ id: 'Identity', description: 'An account at a provider that opens this member’s account' });

export const identitiesView = z
  .object({
    items: z.array(identityView),
    hasPassword: z.boolean().meta({ description: 'False: the last provider cannot be removed' }),
  })
  .meta({ id: 'Identities' });
