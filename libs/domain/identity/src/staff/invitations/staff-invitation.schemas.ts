import { z } from 'zod';

import { emailAddress, personalText } from '../../text.schemas.ts';
import { chosenStaffPassword } from '../accounts/staff-password.schemas.ts';
import { staffRoles } from '../roles.ts';
import { totpCode } from '../sessions/staff-session.schemas.ts';

export const inviteStaffBody = z.strictObject({
  email: emailAddress,
  name: personalText({
    min: 1,
    max: 50,
    description: 'Members see it in their access log',
    example: '간호사 김수민',
  }),
  role: z.enum(staffRoles),
});
export type InviteStaff = z.output<typeof inviteStaffBody>;

const token = z
  .string()
  .regex(/^[A-Za-z0-9_-]{43}$/)
  .meta({ description: 'Of the link, behind its #, so that no server logs it' });

export const staffInvitationView = z
  .object({
    staffId: z.uuid(),
    token: z.string().meta({ description: 'For the link; shown this once' }),
    expiresAt: z.iso.datetime(),
  })
  .meta({ id: 'StaffInvitation', description: 'To be handed to the person, by a way that is theirs alone' });
export type StaffInvitationView = z.output<typeof staffInvitationView>;

export const openInvitationBody = z.strictObject({ token });

export const openInvitationView = z
  .object({
    email: z.string(),
    name: z.string(),
    role: z.enum(staffRoles),
    totpSecret: z.string().meta({ description: 'Base32, as authenticator apps take it' }),
    totpUri: z.string().meta({ description: 'The same for a QR code' }),
    expiresAt: z.iso.datetime(),
  })
  .meta({ id: 'OpenStaffInvitation' });
export type OpenInvitationView = z.output<typeof openInvitationView>;

export const acceptInvitationBody = z.strictObject({ token, password: chosenStaffPassword, code: totpCode });
export type AcceptInvitation = z.output<typeof acceptInvitationBody>;
