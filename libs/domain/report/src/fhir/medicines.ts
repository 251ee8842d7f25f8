import type { MedicationAdministration, MedicationStatement } from '@medplum/fhirtypes';

import type { ReportDocument } from '../document/report-document.schemas.ts';
import { type ReportTexts, withUnit, wordFor } from '../texts/report-texts.ts';

/** What the member says they take, which is what a statement is for. */
export const medicationStatements = (
  { medications, to }: ReportDocument,
  words: ReportTexts,
): Omit<MedicationStatement, 'subject'>[] =>
  (medications ?? []).map((each) => ({
    resourceType: 'MedicationStatement',
    status: each.archived || (each.endsOn !== null && each.endsOn < to) ? 'completed' : 'active',
    medicationCodeableConcept: { text: each.name },
    effectivePeriod: { start: each.startsOn, ...(each.endsOn === null ? {} : { end: each.endsOn }) },
    dosage: [
      {
        text: `${withUnit(words, each.doseAmount, wordFor(words.units, each.doseUnit))}, ${words.purposes[each.purposeDefault]}`,
        asNeededBoolean: each.purposeDefault !== 'scheduled',
      },
    ],
  }));

/** One puff at one time, as it was written down. */
export const relieverAdministrations = (
  { relieverIntakes }: ReportDocument,
  words: ReportTexts,
): Omit<MedicationAdministration, 'subject'>[] =>
  (relieverIntakes ?? []).map(({ takenAt, name, puffs, amount, unit, purpose, note }) => {
    const value = puffs ?? amount;
    const shownUnit = puffs === null ? wordFor(words.units, unit ?? '') : words.units.puff;

    return {
      resourceType: 'MedicationAdministration',
      status: 'completed',
      medicationCodeableConcept: { text: name ?? words.sections.reliever },
      effectiveDateTime: takenAt,
      reasonCode: [{ text: words.purposes[purpose] }],
      ...(value === null ? {} : { dosage: { dose: { value, ...(shownUnit ? { unit: shownUnit } : {}) } } }),
      ...(note === null ? {} : { note: [{ text: note }] }),
    };
  });
