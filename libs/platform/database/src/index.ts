export { createBatchedInsert } from './batched-insert.ts';
export { createBlindIndex, normaliseEmail, type BlindIndex } from './blind-index.ts';
export {
  bytes,
  flag,
  instant,
  integer,
  localDate,
  longText,
  nullable,
  primary,
  sealed,
  text,
  uuid,
  uuidPrimary,
  version,
  type Column,
} from './columns.ts';
export { createDatabase, type Database, type DatabaseOptions, type IsolationLevel } from './database.ts';
export {
  DatabaseUnavailable,
  duplicateKeyName,
  isDuplicateKey,
  StatementFailed,
  type UnavailableReason,
} from './errors.ts';
export { armFailpoint, failpoint } from './failpoint.ts';
export { createFieldCipher, FieldCipherError, type FieldCipher, type FieldPlace } from './field-cipher.ts';
export { isoInstant, sqlInstant } from './instants.ts';
export { createMemberCiphers, type FieldOpener, type MemberCiphers, newMemberKey } from './member-ciphers.ts';
export { type MemberKey, memberKeyTable } from './member-key.entity.ts';
export { listPendingMigrations, migrate } from './migrate.ts';
export { removeInBatches } from './remove-in-batches.ts';
export { pendingSchemaChanges } from './schema-drift.ts';
export { table, type Table } from './table.ts';
export { afterCommit, type Transaction } from './transaction.ts';
export { binaryToUuid, listedIds, newUuid, uuidToBinary } from './uuid.ts';
