import { reportTable } from './report.entity.ts';
import { shareCodeTable } from './sharing/share-code.entity.ts';

/** For `createDatabase({ entities })`. */
export const reportTables = [reportTable, shareCodeTable];
