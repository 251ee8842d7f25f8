import type { Person } from './predicted.ts';

/** What the member's profile tells; another context keeps it. */
export interface PersonFacts {
  readonly birthDate: string;
  readonly sex: 'female' | 'male' | 'other' | null;
  readonly heightCm: number | null;
  readonly weightKg: number | null;
}

export type PersonOf = (memberId: string) => Promise<PersonFacts | null>;

/** Whole years on a local day. */
export const ageOn = (birthDate: string, day: string): number =>
  Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4)) - (day.slice(5) < birthDate.slice(5) ? 1 : 0);

/** GINA's "children" are 6 to 11; from 12 on its text for adults holds. */
const ADULT_FROM_YEARS = 12;

/** @param ageYears null where nobody told: an adult then */
export const isChild = (ageYears: number | null): boolean => ageYears !== null && ageYears < ADULT_FROM_YEARS;

/** Null where an equation cannot be used: each is of one sex, and all need a height. */
export const personOn = (facts: PersonFacts | null, day: string): Person | null => {
  if (!facts || facts.heightCm === null || facts.sex === null || facts.sex === 'other') return null;

  const { birthDate, sex, heightCm, weightKg } = facts;
  return { sex, heightCm, weightKg, ageYears: ageOn(birthDate, day) };
};
