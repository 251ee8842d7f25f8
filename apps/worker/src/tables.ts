import { contentTables } from '@soomcare/content';
import { type DatabaseOptions } from '@soomcare/database';
import { identityTables } from '@soomcare/identity';
import { notificationTable } from '@soomcare/inbox';
import { medicationsTables } from '@soomcare/medications';
import { outboxMessageTable } from '@soomcare/outbox';
import { recordsTables } from '@soomcare/records';
import { reportTable } from '@soomcare/report';
import { searchTables } from '@soomcare/search';
import { syncTables } from '@soomcare/sync';

import { choreRunTable } from './chore-run.entity.ts';

/** Every table that this app reads or writes through entities. */
export const tables: DatabaseOptions['entities'] = [
  ...identityTables,
  ...recordsTables,
  ...medicationsTables,
  ...contentTables,
  notificationTable,
  reportTable,
  ...searchTables,
  outboxMessageTable,
  ...syncTables,
  choreRunTable,
];
