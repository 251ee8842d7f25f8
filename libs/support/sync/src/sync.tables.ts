import { memberChangeTable, memberSequenceTable } from './member-change.entity.ts';
import { syncMutationTable } from './sync-mutation.entity.ts';

/** For the database's list of entities. */
export const syncTables = [memberSequenceTable, memberChangeTable, syncMutationTable] as const;
