import type { Database } from '@soomcare/database';

import type { DrugRow } from '../drug.repository.ts';
import type { DrugFacts } from './drug-facts.ts';
import { createDrugImportRepository } from './drug-import.repository.ts';
import { readDrugList } from './drug-list.ts';
import { type ImportPlan, planImport, type PlanOptions } from './import-plan.ts';
import { decodeText } from './text-encoding.ts';

export interface DrugImportDeps {
  readonly database: Database;
  readonly now: () => Date;
  readonly newId: () => string;
}

export interface DrugImportOptions extends PlanOptions {
  /** Only tell what would be done. */
  readonly dryRun?: boolean;
}

/** Small, so that a transaction holds few locks for a short time. */
const BATCH = 500;

/**
 * Brings a list of drugs into the catalogue: our own, the permit list or the price list (see `readDrugList`). Nothing
 * known is overwritten by nothing, and by something else only where told to. The same list again changes nothing.
 * @param file UTF-8 or CP949
 */
export const importDrugs = async (
  { database, now, newId }: DrugImportDeps,
  file: Uint8Array,
  { dryRun = false, ...options }: DrugImportOptions = {},
): Promise<ImportPlan> => {
  const drugs = createDrugImportRepository(database);
  const at = now().toISOString();
  const list = readDrugList(decodeText(file), at.slice(0, 'YYYY-MM-DD'.length));

  const added = (facts: DrugFacts): DrugRow => ({ id: newId(), ...facts, createdAt: at, updatedAt: at });

  return drugs.alone(async () => {
    const plan = planImport(await drugs.list(), list, options);
    if (dryRun) return plan;

    const rows = [
      ...plan.added.map(added),
      ...plan.changed.map(({ known, facts }) => ({ ...known, ...facts, updatedAt: at })),
    ];
    for (let first = 0; first < rows.length; first += BATCH)
      await drugs.save(rows.slice(first, first + BATCH));

    return plan;
  });
};
