import { randomBytes } from 'node:crypto';

import { type Database } from '@soomcare/database';
import { createLogger } from '@soomcare/observability';
import { type Search } from '@soomcare/search';

import { openSearch } from '../open-search.ts';

const secrets = {
  accessTokenKeys: [],
  fieldKeys: [{ id: 1, key: randomBytes(32) }],
  indexKey: randomBytes(32),
  passwordPepper: randomBytes(32),
};

/** Search as the worker opens it, by MySQL. */
export const aSearch = (database: Database): Search =>
  openSearch({ secrets }, database, createLogger({ level: 'silent', name: 'test' }));
