import { z } from 'zod';

import { consentChoices } from '../consents/consent.schemas.ts';
import { logInDevice } from '../devices/device.schemas.ts';
import { birthDate, language, nickname } from '../members/member.schemas.ts';
import { newPassword } from '../passwords/password.schemas.ts';
import { mailedToken } from '../sign-ups/sign-up.schemas.ts';
import { emailAddress, ianaTimeZone } from '../text.schemas.ts';

const isLegalGuardian = z
  .literal(true)
  .meta({ description: 'The caller declares to be the child’s legal guardian' });

export const addChildBody = z.strictObject({
  id: z
    .uuidv7()
    .toLowerCase()
    .optional()
    .meta({ description: 'A UUIDv7 made by the app; sending it again adds no second child' }),
  nickname,
  birthDate,
  language,
  timeZone: ianaTimeZone,
  isLegalGuardian,
  consents: consentChoices.meta({ description: 'Given by the guardian for the child' }),
});
export type AddChild = z.output<typeof addChildBody>;

export const childParams = z.strictObject({ id: z.uuid().toLowerCase() });

export const childView = z
  .object({
    id: z.uuid().meta({ description: 'Goes into X-Profile' }),
    nickname: z.string(),
    birthDate: z.iso.date(),
    language,
    timeZone: z.string(),
    guardedSince: z.iso.datetime(),
    handOverFrom: z.iso.date().meta({ description: 'The fourteenth birthday' }),
    readOnlyFrom: z.iso
      .date()
      .meta({ description: 'From then on nothing can be changed until the child takes over' }),
  })
  .meta({ id: 'Child' });
export const childrenView = z.object({ items: z.array(childView) }).meta({ id: 'Children' });

const guardianView = z
  .object({
    nickname: z.string(),
    startedAt: z.iso.datetime(),
    endedAt: z.iso.datetime().nullable(),
    lastActedOn: z.iso
      .date()
      .nullable()
      .meta({ description: 'The last day on which they opened my profile' }),
  })
  .meta({ id: 'Guardian' });
export const guardiansView = z.object({ items: z.array(guardianView) }).meta({ id: 'Guardians' });

export const startHandOverBody = z.strictObject({
  email: emailAddress.meta({ description: 'The child’s own address', example: 'child@example.com' }),
});
export const inviteGuardianBody = z.strictObject({ email: emailAddress });
export const linkMailedView = z
  .object({ linkExpiresIn: z.int().meta({ description: 'Seconds that the mailed link is valid' }) })
  .meta({ id: 'LinkMailed' });

export const acceptGuardianshipBody = z.strictObject({ token: mailedToken, isLegalGuardian });

export const confirmHandOverBody = z.strictObject({
  token: mailedToken,
  password: newPassword,
  consents: consentChoices.meta({ description: 'The child’s own; what is left out is taken back' }),
  device: logInDevice.optional(),
});
export type ConfirmHandOver = z.output<typeof confirmHandOverBody>;
