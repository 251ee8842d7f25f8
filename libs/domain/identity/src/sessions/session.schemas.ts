import { z } from 'zod';

import { devicePlatform, logInDevice } from '../devices/device.schemas.ts';
import { enteredPassword } from '../passwords/password.schemas.ts';
import { emailAddress } from '../text.schemas.ts';
import { refreshTokenPattern } from './refresh-token.ts';
import type { Session } from './session.entity.ts';

export const logInBody = z.strictObject({
  email: emailAddress,
  password: enteredPassword,
  device: logInDevice.optional(),
});
export type LogIn = z.output<typeof logInBody>;

/** Only bounded: a token of another shape is refused like every token that is none of ours. */
export const refreshTokensBody = z.strictObject({ refreshToken: z.string().min(1).max(500) });

export const tokensView = z
  .object({
    accessToken: z.string().meta({ description: 'For `Authorization: Bearer`' }),
    expiresIn: z.int().meta({ description: 'Seconds', example: 600 }),
    refreshToken: z.string().regex(refreshTokenPattern).meta({ description: 'Opaque; each one works once' }),
    sessionId: z.uuid(),
  })
  .meta({ id: 'Tokens' });
export type Tokens = z.output<typeof tokensView>;

export const sessionParams = z.strictObject({ id: z.uuid().toLowerCase() });

const sessionView = z
  .object({
    id: z.uuid(),
    current: z.boolean().meta({ description: 'The session of this very request' }),
    deviceName: z.string().nullable(),
    devicePlatform: devicePlatform.nullable(),
    createdAt: z.iso.datetime(),
    lastSeenAt: z.iso.datetime().meta({ description: 'As of the last refresh' }),
    expiresAt: z.iso.datetime(),
  })
  .meta({ id: 'Session' });
export const sessionsView = z
  .object({ items: z.array(sessionView) })
  .meta({ id: 'Sessions', description: 'Live sessions, last seen first; there are never more than 100' });

export const presentSessions = (sessions: readonly Session[], currentId: string) => ({
  items: sessions.map((session) => ({
    id: session.id,
    current: session.id === currentId,
    deviceName: session.deviceName,
    devicePlatform: session.devicePlatform,
    createdAt: session.createdAt.toISOString(),
    lastSeenAt: session.lastSeenAt.toISOString(),
    expiresAt: session.absoluteExpiresAt.toISOString(),
  })),
});
