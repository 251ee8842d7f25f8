export { createSync, type Sync, type SyncDeps } from './sync.ts';
export { createSyncKeeping } from './sync-keeping.ts';
export { syncTables } from './sync.tables.ts';
export { type SyncedKind, type SyncedRows } from './synced-kind.ts';
