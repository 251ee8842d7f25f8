import type { CodeableConcept } from '@medplum/fhirtypes';

const LOINC = 'http://loinc.org';
const SNOMED = 'http://snomed.info/sct';
export const UCUM = 'http://unitsofmeasure.org';

const coded = (system: string, code: string, display: string): CodeableConcept => ({
  coding: [{ system, code, display }],
});

/** Which code a reading has depends on whether it was taken before or after a bronchodilator. */
interface ByBronchodilator {
  readonly pre: CodeableConcept;
  readonly post: CodeableConcept;
  readonly unknown: CodeableConcept;
}

/**
 * Public maps disagree on these, so the table is kept here by hand; reviewed 2026-11-21 against the FHIR package of
 * the pulmonary function test guide (github.com/Automate-Medical/pft-ig). Displays are LOINC's, shortened.
 */
export const peakFlowCode = coded(LOINC, '19935-6', 'Maximum expiratory gas flow by peak flow meter');

export const fev1Code: ByBronchodilator = {
  pre: coded(LOINC, '20157-4', 'FEV1 before bronchodilation'),
  post: coded(LOINC, '20155-8', 'FEV1 after bronchodilation'),
  unknown: coded(LOINC, '20150-9', 'FEV1'),
};

export const fvcCode: ByBronchodilator = {
  pre: coded(LOINC, '19876-2', 'FVC before bronchodilation'),
  post: coded(LOINC, '19874-7', 'FVC after bronchodilation'),
  unknown: coded(LOINC, '19868-9', 'FVC'),
};

export const ratioCode = coded(LOINC, '19926-5', 'FEV1/FVC');

export const adherenceCode = coded(SNOMED, '418633004', 'Medication compliance');

/** Symptoms that SNOMED CT has a finding for; the others go by their words alone. */
export const symptomCodes: Readonly<Record<string, CodeableConcept>> = {
  cough: coded(SNOMED, '49727002', 'Cough'),
  wheeze: coded(SNOMED, '56018004', 'Wheezing'),
  breathlessness: coded(SNOMED, '267036007', 'Dyspnea'),
  'chest-tightness': coded(SNOMED, '23924001', 'Tight chest'),
};

/** The diagnosis that a member may have told us of; the others go by their words alone. */
export const diagnosisCodes: Readonly<Record<string, CodeableConcept>> = {
  asthma: coded(SNOMED, '195967001', 'Asthma'),
};
