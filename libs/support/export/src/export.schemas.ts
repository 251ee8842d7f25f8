import { storedInstant } from '@soomcare/member-rows';
import { z } from 'zod';

import { exportStates } from './export.entity.ts';

export const exportParams = z.strictObject({ id: z.uuid() });

export const exportView = z
  .object({
    id: z.uuid(),
    state: z.enum(exportStates),
    progressPercent: z.int().min(0).max(100),
    createdAt: storedInstant,
    readyAt: storedInstant.nullable(),
    expiresAt: storedInstant.meta({ description: 'The file is removed then' }),
    sizeBytes: z.int().nullable(),
    download: z.object({ token: z.string(), expiresAt: storedInstant }).nullable().meta({
      description: 'For `downloadExport`, once the file is ready; opens this one file, for minutes',
    }),
  })
  .meta({ id: 'Export' });
export type ExportView = z.input<typeof exportView>;

const MAX_TOKEN = 1_000;

export const downloadBody = z.strictObject({
  token: z.string().min(1).max(MAX_TOKEN).meta({ description: '`download.token` of getExport' }),
});

export const exportFileView = z
  .object({ fileName: z.string(), sizeBytes: z.int(), expiresAt: storedInstant })
  .meta({ id: 'ExportFile' });
export type ExportFileView = z.input<typeof exportFileView>;
