import { communityTables } from '@soomcare/community';
import { contentTables } from '@soomcare/content';
import { type DatabaseOptions } from '@soomcare/database';
import { identityTables } from '@soomcare/identity';
import { notificationTable } from '@soomcare/inbox';
import { medicationsTables } from '@soomcare/medications';
import { recordsTables } from '@soomcare/records';

/** Every table that this app reads or writes through entities. */
export const tables: DatabaseOptions['entities'] = [
  ...identityTables,
  ...recordsTables,
  ...medicationsTables,
  ...contentTables,
  ...communityTables,
  notificationTable,
];
