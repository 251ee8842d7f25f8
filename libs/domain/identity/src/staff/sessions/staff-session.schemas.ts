import type { StaffActor } from '@soomcare/http';
import { z } from 'zod';

import { enteredPassword } from '../../passwords/password.schemas.ts';
import { emailAddress } from '../../text.schemas.ts';
import { staffPermissions, staffRoles } from '../roles.ts';
import { CHALLENGE_SECONDS } from './log-in-challenge.ts';
import { IDLE_SECONDS } from './staff-session.service.ts';

export const staffLogInBody = z.strictObject({ email: emailAddress, password: enteredPassword });

export const totpCode = z
  .string()
  .regex(/^[0-9]{6}$/)
  .meta({ description: 'Of the authenticator app; each code works once', example: '492039' });

export const staffConfirmBody = z.strictObject({
  challenge: z.string().min(1).max(300).meta({ description: 'From the first step' }),
  code: totpCode,
});

export const challengeView = z
  .object({
    step: z.literal('totp').meta({ description: 'What is asked for next' }),
    challenge: z.string().meta({ description: 'Send it back with the code' }),
    expiresIn: z.int().meta({ description: 'Seconds', example: CHALLENGE_SECONDS }),
  })
  .meta({ id: 'StaffLogInChallenge' });

export const presentChallenge = (challenge: string) => ({
  step: 'totp' as const,
  challenge,
  expiresIn: CHALLENGE_SECONDS,
});

export const staffSessionView = z
  .object({
    staff: z.object({
      id: z.uuid(),
      name: z.string(),
      role: z.enum(staffRoles),
      permissions: z.array(z.enum(staffPermissions)),
    }),
    csrfToken: z.string().meta({ description: 'For X-CSRF-Token on every request that changes something' }),
    expiresAt: z.iso.datetime().meta({ description: 'When it ends whatever is done in it' }),
    idleSeconds: z
      .int()
      .meta({ description: 'It ends earlier after so long without a request', example: IDLE_SECONDS }),
  })
  .meta({ id: 'StaffSession' });

export const presentStaffSession = ({ id, name, role, permissions, csrfToken, expiresAt }: StaffActor) => ({
  staff: {
    id,
    name,
    role: z.enum(staffRoles).parse(role),
    permissions: z.array(z.enum(staffPermissions)).parse(permissions),
  },
  csrfToken,
  expiresAt: expiresAt.toISOString(),
  idleSeconds: IDLE_SECONDS,
});
