import { expect, test } from 'vitest';

import { people } from './people.ts';

const seeds = people.map(({ seed }) => seed);
const distinct = (values: readonly unknown[]) => new Set(values).size;

test('there are forty, each with an id, an address and a nickname of their own', () => {
  expect(people).toHaveLength(40);
  expect(distinct(people.map(({ id }) => id))).toBe(40);
  expect(distinct(seeds.map(({ email }) => email))).toBe(40);
  expect(distinct(seeds.map(({ nickname }) => nickname))).toBe(40);
});

test('the first is the log-in that npm start prints', () => {
  expect(people[0]).toMatchObject({
    key: 'demo',
    life: 'demo',
    days: 120,
    seed: { email: 'demo@soomcare.example' },
  });
});

test('nobody is real: reserved addresses, numbers that no network gives out, names that say so', () => {
  for (const { email, profile } of seeds) {
    expect(email).toMatch(/^demo\d*@soomcare\.example$/);
    expect(profile?.phone ?? '0100').toMatch(/^0100/);
    expect(profile?.name ?? '가상').toContain('가상');
    expect(profile?.doctor?.clinic ?? '가상').toContain('가상');
    expect(profile?.emergencyContact?.name ?? '가상').toContain('가상');
  }
});

test('they differ: ages from school to old age, two languages, several time zones', () => {
  const years = seeds.map(({ birthDate }) => Number(birthDate.slice(0, 4))).sort((a, b) => a - b);

  expect(years.at(0)).toBeLessThan(1960);
  // Old enough to sign up without a guardian, on whatever day the demo is loaded.
  expect(years.at(-1)).toBeGreaterThan(2005);
  expect(years.at(-1)).toBeLessThanOrEqual(2011);
  expect(distinct(seeds.map(({ language }) => language))).toBe(2);
  expect(distinct(seeds.map(({ timeZone }) => timeZone))).toBeGreaterThanOrEqual(3);
});

test('everybody agreed to the service, some not to health data, and those have no health profile', () => {
  const refusing = seeds.filter(({ consents }) => !consents.includes('health-data'));

  expect(seeds.every(({ consents }) => consents.includes('service'))).toBe(true);
  expect(refusing.length).toBeGreaterThanOrEqual(3);
  expect(refusing.every(({ profile }) => !profile?.diagnosis && !profile?.smoking)).toBe(true);
  expect(distinct(seeds.map(({ consents }) => consents.join()))).toBeGreaterThanOrEqual(5);
});
