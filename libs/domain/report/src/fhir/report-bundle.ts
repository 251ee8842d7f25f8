import type {
  Bundle,
  BundleEntry,
  Composition,
  CompositionSection,
  MedicationAdministration,
  MedicationStatement,
  Patient,
  Resource,
} from '@medplum/fhirtypes';

import type { ReportSection } from '../document/report-document.schemas.ts';
import type { ReportView } from '../report.schemas.ts';
import { textsOf } from '../texts/report-texts.ts';
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

type Unowned = Finding | Omit<MedicationStatement, 'subject'> | Omit<MedicationAdministration, 'subject'>;

const patientOf = ({ document: { patient } }: ReportView): Patient => ({
  resourceType: 'Patient',
  name: [{ text: patient.name ?? patient.nickname }],
  birthDate: patient.birthDate,
  ...(patient.sex === null ? {} : { gender: patient.sex }),
});

const sectionsOf = ({ document }: ReportView): (readonly [ReportSection, readonly Unowned[]])[] => {
  const words = textsOf(document.language);

  return [
    ['peak-flow', peakFlowFindings(document, words)],
    ['spirometry', lungTestFindings(document)],
    ['symptoms', symptomFindings(document, words)],
    ['reliever', relieverAdministrations(document, words)],
    ['adherence', adherenceFindings(document, words)],
    ['medications', medicationStatements(document, words)],
    ['events', eventFindings(document, words)],
    ['control', assessmentFindings(document, words)],
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
  const section = sectionsOf(report).flatMap(([name, resources]): CompositionSection[] =>
    resources.length === 0
      ? []
      : [
          {
            title: words.sections[name],
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
