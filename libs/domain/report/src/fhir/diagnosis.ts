import type { Condition } from '@medplum/fhirtypes';

import type { ReportDocument } from '../document/report-document.schemas.ts';
import { type ReportTexts, wordFor } from '../texts/report-texts.ts';
import { diagnosisCodes } from './codes.ts';

/** What the member says a doctor has found; `none` is an answer, not a condition. */
export const diagnosisCondition = (
  { patient: { diagnosis } }: ReportDocument,
  { diagnoses }: ReportTexts,
): Omit<Condition, 'subject'>[] =>
  diagnosis === null || diagnosis === 'none'
    ? []
    : [
        {
          resourceType: 'Condition',
          code: { ...diagnosisCodes[diagnosis], text: wordFor(diagnoses, diagnosis) },
        },
      ];
