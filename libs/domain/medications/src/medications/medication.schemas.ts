import { pageOf, pageQuery } from '@soomcare/http';
import { clientId, freeText, localDay, rowView, storedInstant } from '@soomcare/member-rows';
import { z } from 'zod';

import { doseAmount } from './dose-amount.ts';
import {
  doseUnits,
  MAX_MEDICATION_NAME,
  MAX_MEDICATION_NOTE,
  medicineForms,
  purposes,
} from './medication.entity.ts';

const MAX_DEVICE_DOSES = 1_000;

const medicationContent = z.strictObject({
  name: freeText(MAX_MEDICATION_NAME).meta({ example: '벤토린 에보할러' }),
  purposeDefault: z.enum(purposes),
  form: z.enum(medicineForms).nullish(),
  doseAmount: doseAmount.meta({ description: 'Of one dose, in `doseUnit`', example: 2 }),
  doseUnit: z.enum(doseUnits),
  startsOn: localDay,
  endsOn: localDay.nullish().meta({ description: 'The last local day of the course' }),
  dailyMaximum: doseAmount.nullish().meta({
    description: 'In `doseUnit`, as the prescriber wrote it: a dose above it is warned of, never refused',
  }),
  deviceDoses: z
    .int()
    .min(1)
    .max(MAX_DEVICE_DOSES)
    .nullish()
    .meta({ description: 'Doses in a full inhaler or pack', example: 200 }),
  note: freeText(MAX_MEDICATION_NOTE).nullish(),
});

export const createMedicationBody = medicationContent
  .extend({
    id: clientId,
    drugId: z
      .uuid()
      .toLowerCase()
      .nullish()
      .meta({ description: 'Of the catalogue: name, form and deviceDoses are taken from there if left out' }),
    name: medicationContent.shape.name.optional(),
  })
  .refine(({ drugId, name }) => typeof drugId === 'string' || name !== undefined, {
    path: ['name'],
    message: 'name or drugId',
  })
  .meta({ id: 'CreateMedication' });

/** The unit stays: schedules, intakes and supply are counted in it. */
export const updateMedicationBody = medicationContent
  .omit({ doseUnit: true })
  .partial()
  .extend({ archived: z.boolean().optional().meta({ description: 'Archived, it gives no further doses' }) })
  .meta({ id: 'UpdateMedication' });

export const medicationQuery = z.strictObject({
  ...pageQuery,
  archived: z.enum(['true', 'false']).optional().meta({ description: 'The present ones unless told' }),
});

export const medicationView = z
  .object({
    ...rowView,
    drugId: z.uuid().nullable(),
    name: z.string(),
    purposeDefault: z.enum(purposes),
    form: z.enum(medicineForms).nullable(),
    doseAmount: z.number(),
    doseUnit: z.enum(doseUnits),
    startsOn: z.iso.date(),
    endsOn: z.iso.date().nullable(),
    dailyMaximum: z.number().nullable(),
    deviceDoses: z.int().nullable(),
    note: z.string().nullable(),
    archived: z.boolean(),
    archivedAt: storedInstant.nullable(),
  })
  .meta({ id: 'Medication' });

export const medicationPage = pageOf(medicationView);

export type CreateMedication = z.output<typeof createMedicationBody>;
export type UpdateMedication = z.output<typeof updateMedicationBody>;
export type MedicationQuery = z.output<typeof medicationQuery>;
export type MedicationView = z.output<typeof medicationView>;
