import { squeeze } from '@soomcare/korean-text';

import type { DrugFacts, DrugField } from './drug-facts.ts';
import type { DrugList, ListEntry, Rejection } from './drug-list.ts';

export interface Difference {
  readonly field: DrugField;
  readonly known: DrugFacts[DrugField];
  readonly told: DrugFacts[DrugField];
}

export interface Change<Known> {
  readonly known: Known;
  readonly facts: DrugFacts;
  readonly differences: readonly Difference[];
}

export interface Conflict extends Difference {
  readonly line: number;
  readonly nameKo: string;
}

export interface ImportPlan<Known extends DrugFacts = DrugFacts> {
  readonly listName: string;
  readonly added: readonly DrugFacts[];
  readonly changed: readonly Change<Known>[];
  readonly unchanged: number;
  /** Products of a public list that the catalogue does not have and that were not asked for. */
  readonly leftOut: number;
  /** What the list says against the catalogue, which keeps its own value. */
  readonly conflicts: readonly Conflict[];
  readonly rejected: readonly Rejection[];
}

export interface PlanOptions {
  /** Add the products of a public list that are not known yet. */
  readonly add?: boolean;
  /** In a conflict the list is right. */
  readonly overwrite?: boolean;
}

const saysNothing = (value: DrugFacts[DrugField]) => value === null || value === '' || value === 'doubtful';

const joinSources = (...sources: readonly string[]) =>
  [...new Set(sources.flatMap((source) => source.split('; ')))].filter(Boolean).join('; ');

const later = (a: string, b: string) => (a > b ? a : b);

/** What is told of a known product beside what is known. Where and when it was looked up only ever grows. */
const differencesOf = (known: DrugFacts, told: DrugFacts, fields: readonly DrugField[]): Difference[] => {
  const joined = {
    ...told,
    source: joinSources(known.source, told.source),
    checkedOn: later(known.checkedOn, told.checkedOn),
  };

  return fields
    .map((field) => ({ field, known: known[field], told: joined[field] }))
    .filter((each) => !saysNothing(each.told) && each.told !== each.known);
};

/** Never in conflict: a list that tells something new is one more place where it was read. */
const provenance: readonly DrugField[] = ['source', 'checkedOn'];
const nameKey = ({ nameKo, strength }: DrugFacts) => `${squeeze(nameKo)}|${squeeze(strength ?? '')}`;

/** Finds the known product that a line is about, each at most once. */
const createMatcher = <Known extends DrugFacts>(known: readonly Known[]) => {
  const byCode = new Map(known.map((drug) => [drug.ediCode, drug]));
  const byPermit = Map.groupBy(known, ({ itemSeq }) => itemSeq);
  const byName = Map.groupBy(known, nameKey);
  const matched = new Set<Known>();

  const find = (facts: DrugFacts): Known | undefined => {
    const { ediCode, itemSeq } = facts;
    const sameCode = ediCode === null ? undefined : byCode.get(ediCode);
    if (sameCode) return sameCode;

    // Without a code on one side, permit or name tell; two different codes are two products.
    return [
      ...(itemSeq === null ? [] : (byPermit.get(itemSeq) ?? [])),
      ...(byName.get(nameKey(facts)) ?? []),
    ].find((drug) => (drug.ediCode === null || ediCode === null) && !matched.has(drug));
  };

  return (facts: DrugFacts): Known | undefined => {
    const drug = find(facts);
    if (drug) matched.add(drug);

    return drug;
  };
};

/** What importing a list would do to the catalogue. */
export const planImport = <Known extends DrugFacts>(
  known: readonly Known[],
  { shape, entries, rejected }: DrugList,
  { add = false, overwrite = false }: PlanOptions = {},
): ImportPlan<Known> => {
  const match = createMatcher(known);
  const added: DrugFacts[] = [];
  const changed: Change<Known>[] = [];
  const conflicts: Conflict[] = [];
  let [unchanged, leftOut] = [0, 0];

  const compare = (drug: Known, { line, facts }: ListEntry) => {
    const differences = differencesOf(drug, facts, shape.compares);
    const isTaken = ({ field, known: value }: Difference) =>
      overwrite || saysNothing(value) || provenance.includes(field);
    const taken = differences.filter(isTaken);
    conflicts.push(
      ...differences.filter((each) => !isTaken(each)).map((each) => ({ ...each, line, nameKo: drug.nameKo })),
    );
    if (taken.length === 0) {
      unchanged += 1;
      return;
    }

    const notCompared = provenance.filter((field) => !shape.compares.includes(field));
    const all = [...taken, ...differencesOf(drug, facts, notCompared)];
    const told = Object.fromEntries(all.map((each) => [each.field, each.told]));
    changed.push({ known: drug, facts: { ...drug, ...told }, differences: all });
  };

  for (const entry of entries) {
    const drug = match(entry.facts);
    if (drug) compare(drug, entry);
    else if (add || shape.addsProducts) added.push(entry.facts);
    else leftOut += 1;
  }
  return { listName: shape.name, added, changed, unchanged, leftOut, conflicts, rejected };
};
