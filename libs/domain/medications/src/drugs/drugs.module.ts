import type { Database } from '@soomcare/database';

import { createDrugRepository } from './drug.repository.ts';
import { drugRoutes } from './drug.routes.ts';
import { createDrugService } from './drug.service.ts';

/** The drug catalogue as members read it. It is filled by `importDrugs`. */
export const createDrugs = ({ database }: { readonly database: Database }) => {
  const drugs = createDrugService({ drugs: createDrugRepository(database) });

  return { memberRoutes: drugRoutes(drugs), ...drugs };
};

export type Drugs = ReturnType<typeof createDrugs>;
