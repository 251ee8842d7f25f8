import { type Cache } from '@soomcare/cache';
import { type Config } from '@soomcare/config';
import { type Content, createContent } from '@soomcare/content';
import { createBlindIndex, createFieldCipher, type Database, newUuid } from '@soomcare/database';
import { type RateLimiter, type StaffCookie } from '@soomcare/http';
import { createStaff, type Staff, type StaffDeps } from '@soomcare/identity';
import { createMedications, createMedicineFacts, type Medications } from '@soomcare/medications';
import { createIntakePort, createRecords, type Records } from '@soomcare/records';

export interface ContextsDeps {
  readonly config: Pick<Config, 'secrets'>;
  readonly database: Database;
  readonly cache: Cache;
  readonly rateLimiter: RateLimiter;
  readonly cookie: StaffCookie;
  readonly now: () => Date;
  /** For tests: a cheaper hash. */
  readonly passwordCost?: StaffDeps['passwordCost'];
}

export interface Contexts {
  readonly staff: Staff;
  readonly records: Records;
  readonly medications: Medications;
  readonly content: Content;
}

/** The contexts as the back-office needs them: each is given what it needs of the others as plain functions. */
export const createContexts = ({
  config,
  database,
  cache,
  rateLimiter,
  cookie,
  now,
  passwordCost,
}: ContextsDeps): Contexts => {
  const { secrets } = config;
  const storage = {
    database,
    cache,
    cipher: createFieldCipher({ keys: secrets.fieldKeys }),
    blindIndex: createBlindIndex(secrets.indexKey),
  };

  return {
    staff: createStaff({
      storage,
      rateLimiter,
      secrets,
      clock: { now, newId: newUuid },
      cookie,
      passwordCost,
    }),
    records: createRecords({
      database,
      now,
      newId: newUuid,
      adherence: createMedicineFacts({ database, now }),
    }),
    medications: createMedications({
      database,
      now,
      newId: newUuid,
      intakes: createIntakePort({ database, now }),
    }),
    content: createContent({ database, cache, now, newId: newUuid }),
  };
};
