import { freeText, storedInstant } from '@soomcare/member-rows';
import { z } from 'zod';

import { caregiverLanguages, caregiverStates } from './caregiver.entity.ts';

const MAX_NAME = 50;

/** It goes to somebody whom we do not know: nothing in it may become a link. */
const PLAIN_NAME = /^[\p{L}\p{M} '’·-]*$/u;

export const setCaregiverBody = z
  .strictObject({
    name: freeText(MAX_NAME)
      .regex(PLAIN_NAME)
      .nullish()
      .meta({ description: 'How the mails address them; letters only', example: '이정호' }),
    email: z.email().max(254).meta({ example: 'jeongho@example.com' }),
    language: z.enum(caregiverLanguages).meta({ description: 'Of the mails' }),
    sharesNickname: z
      .boolean()
      .default(false)
      .meta({ description: 'Whether the mails say whom they are about' }),
  })
  .meta({ id: 'SetCaregiver' });
export type SetCaregiver = z.output<typeof setCaregiverBody>;

export const caregiverView = z
  .object({
    name: z.string().nullable(),
    email: z.string(),
    language: z.enum(caregiverLanguages),
    sharesNickname: z.boolean(),
    state: z.enum(caregiverStates).meta({
      description:
        '`asked`: has not agreed yet; `active`: is told; `stopped`: has ended it and is not asked again',
    }),
    noticedAt: storedInstant.nullable().meta({ description: 'When they were last told' }),
  })
  .meta({ id: 'Caregiver' });
export type CaregiverView = z.output<typeof caregiverView>;
