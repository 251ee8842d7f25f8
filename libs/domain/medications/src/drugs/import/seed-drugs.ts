import { readFile } from 'node:fs/promises';

import { type DrugImportDeps, importDrugs } from './import-drugs.ts';
import type { ImportPlan } from './import-plan.ts';

/** Our own list, the catalogue's first content. */
export const ownDrugList = new URL('../../../data/asthma-drugs-kr.csv', import.meta.url);

/** Brings our own list into the catalogue as it stands in the repository; a second time changes nothing. */
export const seedDrugs = async (deps: DrugImportDeps): Promise<ImportPlan> =>
  importDrugs(deps, await readFile(ownDrugList), { overwrite: true });
