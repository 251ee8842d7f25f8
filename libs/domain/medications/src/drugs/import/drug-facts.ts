import { z } from 'zod';

import {
  type Drug,
  drugClasses,
  drugConfidences,
  drugForms,
  drugMarkets,
  drugRoles,
  maxLength,
} from '../drug.entity.ts';

/** What a list may say of a product. */
export type DrugFacts = Omit<Drug, 'id' | 'createdAt' | 'updatedAt'>;
export type DrugField = keyof DrugFacts;

const MAX_SMALLINT = 65_535;

const upTo = (length: number) => z.string().max(length).nullable();
const wholeNumber = z.coerce.number().int().min(1).max(MAX_SMALLINT).nullable();
/** Spreadsheets drop leading zeros; a code that lost one is no code. */
const code = z
  .string()
  .regex(/^\d{9}$/, 'must be 9 digits')
  .nullable();

const facts: z.ZodType<DrugFacts> = z.strictObject({
  nameKo: z.string('is missing').max(maxLength.name),
  nameEn: upTo(maxLength.name),
  ingredientKo: upTo(maxLength.ingredient),
  ingredientEn: upTo(maxLength.ingredient),
  atc: z
    .string()
    .regex(/^[A-Z]\d\d[A-Z]{2}\d\d$/, 'must be an ATC code of the fifth level')
    .nullable(),
  class: z.enum(drugClasses).nullable(),
  roleDefault: z.enum(drugRoles).nullable(),
  form: z.enum(drugForms).nullable(),
  device: upTo(maxLength.device),
  strength: upTo(maxLength.strength),
  dosesPerDevice: wholeNumber,
  discardAfterOpeningDays: wholeNumber,
  itemSeq: code,
  ediCode: code,
  manufacturerKo: upTo(maxLength.manufacturer),
  synonyms: z.string().max(maxLength.synonyms),
  market: z.enum(drugMarkets),
  confidence: z.enum(drugConfidences).nullable(),
  source: z.string().max(maxLength.source),
  checkedOn: z.iso.date(),
});

const unknown: Readonly<Record<DrugField, string | null>> = {
  nameKo: null,
  nameEn: null,
  ingredientKo: null,
  ingredientEn: null,
  atc: null,
  class: null,
  roleDefault: null,
  form: null,
  device: null,
  strength: null,
  dosesPerDevice: null,
  discardAfterOpeningDays: null,
  itemSeq: null,
  ediCode: null,
  manufacturerKo: null,
  synonyms: '',
  market: 'doubtful',
  confidence: null,
  source: '',
  checkedOn: null,
};

/** What a cell says: trimmed, null where nothing. */
export const cellText = (cell: string | undefined): string | null => cell?.trim() || null;

/** Facts from the texts of a line, or why the line is refused. */
export const readFacts = (
  texts: Partial<Record<DrugField, string | null>>,
): { readonly facts: DrugFacts } | { readonly reason: string } => {
  const told = Object.entries(texts).filter(([, text]) => text !== null);
  const result = facts.safeParse({ ...unknown, ...Object.fromEntries(told) });
  if (result.success) return { facts: result.data };

  const [issue] = result.error.issues;
  return { reason: `${String(issue?.path[0])}: ${issue?.message}` };
};
