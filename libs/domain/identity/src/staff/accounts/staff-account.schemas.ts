import { createCursor, pageOf, pageQuery } from '@soomcare/http';
import { z } from 'zod';

import { staffRoles } from '../roles.ts';
import { staffStatuses } from './staff-account.entity.ts';

export const staffParams = z.object({ id: z.uuid().toLowerCase() });
export const listStaffQuery = z.strictObject(pageQuery);
export type ListStaffQuery = z.output<typeof listStaffQuery>;
export const staffCursor = createCursor(z.strictObject({ id: z.uuid() }));

export const updateStaffBody = z
  .strictObject({ role: z.enum(staffRoles), status: z.enum(staffStatuses) })
  .partial();
export type UpdateStaff = z.output<typeof updateStaffBody>;

export const staffAccountView = z
  .object({
    id: z.uuid(),
    name: z.string(),
    email: z.string(),
    role: z.enum(staffRoles),
    status: z.enum(staffStatuses),
    invitedUntil: z.iso
      .datetime()
      .nullable()
      .meta({ description: 'A link to set up the log-in waits until then' }),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'StaffAccount' });
export type StaffAccountView = z.output<typeof staffAccountView>;
export const staffAccountsView = pageOf(staffAccountView);
