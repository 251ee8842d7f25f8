export { exportTables } from './export.entity.ts';
export { createExports, type Exports, type ExportsDeps } from './exports.module.ts';
export { tableDecisions } from './table-decisions.ts';
