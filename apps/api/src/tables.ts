import { communityTables } from '@soomcare/community';
import { contentTables } from '@soomcare/content';
import { type DatabaseOptions } from '@soomcare/database';
import { exportTables } from '@soomcare/export';
import { exposureTables } from '@soomcare/exposure';
import { filesTables } from '@soomcare/files';
import { identityTables } from '@soomcare/identity';
import { notificationTable } from '@soomcare/inbox';
import { medicationsTables } from '@soomcare/medications';
import { outboxMessageTable } from '@soomcare/outbox';
import { recordsTables } from '@soomcare/records';
import { reportTables } from '@soomcare/report';
import { searchTables } from '@soomcare/search';
import { syncTables } from '@soomcare/sync';

/** Every table that this app reads or writes through entities. */
export const tables: DatabaseOptions['entities'] = [
  ...identityTables,
  ...recordsTables,
  ...medicationsTables,
  ...contentTables,
  ...communityTables,
  ...exposureTables,
  notificationTable,
  ...filesTables,
  ...exportTables,
  ...reportTables,
  ...syncTables,
  ...searchTables,
  outboxMessageTable,
];
