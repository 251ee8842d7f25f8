import { z } from 'zod';

import type { Consent } from './consent.entity.ts';
import {
  type ConsentText,
  consentTexts,
  consentTypes,
  REQUIRED_CONSENT,
  textHashOf,
} from './consent-texts.ts';

const type = z.enum(consentTypes);
const version = z.string().min(1).max(20).meta({ description: 'Of the consent text', example: '1' });

export const consentChoice = z.strictObject({ type, version });
export type ConsentChoice = z.output<typeof consentChoice>;

/** What is agreed to; what is left out is refused. Each type once. */
export const consentChoices = z
  .array(consentChoice)
  .max(consentTypes.length)
  .refine((choices) => new Set(choices.map((choice) => choice.type)).size === choices.length);

export const setConsentParams = z.strictObject({ type });
export const setConsentBody = z.strictObject({ granted: z.boolean(), version });
export type SetConsent = z.output<typeof setConsentBody>;

const wording = z.object({ title: z.string(), body: z.string() });
const consentTextView = z
  .object({
    type,
    version,
    required: z.boolean().meta({ description: 'No account without it' }),
    ko: wording,
    en: wording,
    sha256: z.string().meta({ description: 'Of type, version and both wordings, joined by line feeds' }),
  })
  .meta({ id: 'ConsentText' });
export const consentTextsView = z.object({ items: z.array(consentTextView) }).meta({ id: 'ConsentTexts' });

export const consentStateView = z
  .object({
    type,
    granted: z.boolean(),
    version: version.nullable().meta({ description: 'Null when it was never asked for' }),
    changedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'ConsentState' });

const consentEntryView = z
  .object({
    type,
    granted: z.boolean(),
    version,
    recordedAt: z.iso.datetime(),
    sha256: z.string(),
    byGuardian: z.boolean().meta({ description: 'True where a guardian spoke for a child' }),
  })
  .meta({ id: 'ConsentEntry' });

export const consentsView = z
  .object({ current: z.array(consentStateView), history: z.array(consentEntryView) })
  .meta({ id: 'Consents', description: 'The state of each type, and the ledger, newest first' });

const presentText = (text: ConsentText) => ({
  ...text,
  required: text.type === REQUIRED_CONSENT,
  sha256: textHashOf(text).toString('hex'),
});

const everyText = { items: consentTexts.map(presentText) };
export const presentConsentTexts = () => everyText;

/** @param ledger newest first */
export const presentConsentState = (ofType: Consent['type'], ledger: readonly Consent[]) => {
  const latest = ledger.find((entry) => entry.type === ofType);
  return {
    type: ofType,
    granted: latest?.granted ?? false,
    version: latest?.version ?? null,
    changedAt: latest?.recordedAt.toISOString() ?? null,
  };
};

export const presentConsents = (ledger: readonly Consent[]) => ({
  current: consentTypes.map((each) => presentConsentState(each, ledger)),
  history: ledger.map(({ type: itsType, granted, version: itsVersion, recordedAt, textHash, givenById }) => ({
    type: itsType,
    granted,
    version: itsVersion,
    recordedAt: recordedAt.toISOString(),
    sha256: textHash.toString('hex'),
    byGuardian: givenById !== null,
  })),
});
