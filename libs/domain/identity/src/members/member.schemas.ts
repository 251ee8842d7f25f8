import { z } from 'zod';

import { ianaTimeZone, personalText, phoneNumber } from '../text.schemas.ts';

export const languages = ['ko', 'en'] as const;
export type Language = (typeof languages)[number];

export const sexes = ['female', 'male', 'other'] as const;
export type Sex = (typeof sexes)[number];

export const smokingHabits = ['never', 'former', 'current'] as const;
export type Smoking = (typeof smokingHabits)[number];

export const diagnoses = [
  'asthma',
  'cough-variant-asthma',
  'suspected-asthma',
  'asthma-copd-overlap',
  'other',
  'none',
] as const;
export type Diagnosis = (typeof diagnoses)[number];

const doctor = z.strictObject({
  name: personalText({ min: 1, max: 50, example: '김수민' }),
  clinic: personalText({ min: 1, max: 100, example: '숨내과의원' }).nullable().optional(),
  phone: phoneNumber.nullable().optional(),
});

const emergencyContact = z.strictObject({
  name: personalText({ min: 1, max: 50, example: '이정호' }),
  relationship: personalText({ min: 1, max: 30, example: '배우자' }).nullable().optional(),
  phone: phoneNumber,
});

const OLDEST_BIRTH_DATE = '1900-01-01';
const day = z.iso.date().refine((date) => date >= OLDEST_BIRTH_DATE);

export const nickname = personalText({
  min: 1,
  max: 20,
  description: 'Shown to others',
  example: '숨쉬는민지',
});
export const birthDate = day.meta({ description: 'From 1900 on', example: '1990-04-12' });
export const language = z.enum(languages);

/** What is left out stays, null clears. */
export const updateMeBody = z
  .strictObject({
    nickname,
    birthDate,
    language,
    timeZone: ianaTimeZone,
    name: personalText({ min: 1, max: 50, example: '이민지' }).nullable(),
    phone: phoneNumber.nullable(),
    sex: z.enum(sexes).nullable(),
    heightCm: z.int().min(50).max(250).nullable(),
    weightKg: z.number().min(2).max(400).nullable().meta({ description: 'Kept to 0.1 kg', example: 62.5 }),
    smoking: z.enum(smokingHabits).nullable(),
    diagnosis: z.enum(diagnoses).nullable(),
    diagnosedOn: day.nullable(),
    doctor: doctor.nullable(),
    emergencyContact: emergencyContact.nullable(),
  })
  .partial();
export type UpdateMe = z.output<typeof updateMeBody>;

const doctorView = z.object({
  name: z.string(),
  clinic: z.string().nullable(),
  phone: z.string().nullable(),
});
const contactView = z.object({ name: z.string(), relationship: z.string().nullable(), phone: z.string() });

/** Everything a member told us about themselves, in clear. */
export const profileView = z
  .object({
    id: z.uuid(),
    email: z
      .string()
      .nullable()
      .meta({ description: 'Null for a child, and for a member who signed up by a provider' }),
    nickname: z.string(),
    birthDate: z.iso.date(),
    language,
    timeZone: z.string(),
    name: z.string().nullable(),
    phone: z.string().nullable(),
    sex: z.enum(sexes).nullable(),
    heightCm: z.int().nullable(),
    weightKg: z.number().nullable(),
    smoking: z.enum(smokingHabits).nullable(),
    diagnosis: z.enum(diagnoses).nullable(),
    diagnosedOn: z.iso.date().nullable(),
    doctor: doctorView.nullable(),
    emergencyContact: contactView.nullable(),
    version: z.int(),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: 'Me' });

export type Doctor = z.output<typeof doctorView>;
export type EmergencyContact = z.output<typeof contactView>;

/** Parses what the database keeps sealed. */
export const parseDoctor = (json: string): Doctor => doctorView.parse(JSON.parse(json));
export const parseEmergencyContact = (json: string): EmergencyContact => contactView.parse(JSON.parse(json));
