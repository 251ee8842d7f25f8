import type {
  Bundle,
  BundleEntry,
  Composition,
  CompositionSection,
  Condition,
  MedicationAdministration,
  MedicationStatement,
  Patient,
  Resource,
} from '@medplum/fhirtypes';

import type { ReportView } from '../report.schemas.ts';
import { textsOf } from '../texts/report-texts.ts';
import { diagnosisCondition } from './diagnosis.ts';
import { entryId } from './entry-id.ts';
import { medicationStatements, relieverAdministrations } from './medicines.ts';
import {
  adherenceFindings,
  assessmentFindings,
  eventFindings,
  type Finding,
  lungTestFindings,
  peakFlowFindings,
  symptomFindings,
} from './observations.ts';

type Unowned =
  | Finding
  | Omit<Condition, 'subject'>
  | Omit<MedicationStatement, 'subject'>
  | Omit<MedicationAdministration, 'subject'>;

const patientOf = ({ document: { patient } }: ReportView): Patient => ({
  resourceType: 'Patient',
  name: [{ text: patient.name ?? patient.nickname }],
  birthDate: patient.birthDate,
  ...(patient.sex === null ? {} : { gender: patient.sex }),
});

const sectionsOf = ({ document }: ReportView): (readonly [title: string, readonly Unowned[]])[] => {
  const words = textsOf(document.language);
  const { sections } = words;

  return [
    [words.diagnosis, diagnosisCondition(document, words)],
    [sections['peak-flow'], peakFlowFindings(document, words)],
    [sections.spirometry, lungTestFindings(document)],
    [sections.symptoms, symptomFindings(document, words)],
    [sections.reliever, relieverAdministrations(document, words)],
    [sections.adherence, adherenceFindings(document, words)],
    [sections.medications, medicationStatements(document, words)],
    [sections.events, eventFindings(document, words)],
    [sections.control, assessmentFindings(document, words)],
  ];
};

/** A FHIR R4 document: a composition first, then the person and everything that its sections point to. */
export const reportBundle = (report: ReportView): Bundle => {
  const { id, createdAt, document } = report;
  const words = textsOf(document.language);
  const entries: BundleEntry[] = [];
  const add = (resource: Resource) => {
    // The composition, which is made last, stands first: it has the index 0.
    const fullUrl = `urn:uuid:${entryId(id, entries.length + 1)}`;
    entries.push({ fullUrl, resource });
    return { reference: fullUrl };
  };

  const subject = add(patientOf(report));
  const section = sectionsOf(report).flatMap(([title, resources]): CompositionSection[] =>
    resources.length === 0
      ? []
      : [
          {
            title,
            entry: resources.map((resource) => add({ ...resource, subject })),
          },
        ],
  );
  const composition: Composition = {
    resourceType: 'Composition',
    language: document.language,
    status: 'final',
    type: { text: words.title },
    subject,
    date: createdAt,
    author: [subject],
    title: `${words.title} ${document.from} – ${document.to}`,
    ...(section.length > 0 ? { section } : {}),
  };

  return {
    resourceType: 'Bundle',
    language: document.language,
    identifier: { system: 'urn:ietf:rfc:3986', value: `urn:uuid:${id}` },
    type: 'document',
    timestamp: createdAt,
    entry: [{ fullUrl: `urn:uuid:${entryId(id, 0)}`, resource: composition }, ...entries],
  };
};
