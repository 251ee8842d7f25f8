import { type Cache, createVersions } from '@soomcare/cache';
import { type Community, createCommunity } from '@soomcare/community';
import { type Config } from '@soomcare/config';
import { type Content, createContent } from '@soomcare/content';
import {
  createBlindIndex,
  createFieldCipher,
  createMemberCiphers,
  type Database,
  newUuid,
} from '@soomcare/database';
import { type RateLimiter, type StaffCookie } from '@soomcare/http';
import {
  createAuthors,
  createSignUpMarks,
  createStaff,
  type Staff,
  type StaffDeps,
} from '@soomcare/identity';
import { createInbox } from '@soomcare/inbox';
import { createMedications, createMedicineFacts, type Medications } from '@soomcare/medications';
import { type Logger } from '@soomcare/observability';
import { createOutbox } from '@soomcare/outbox';
import { createIntakePort, createRecords, type Records } from '@soomcare/records';
import { createSearch, createSearchDesk, type SearchDesk } from '@soomcare/search';

export interface ContextsDeps {
  readonly config: Pick<Config, 'secrets' | 'opensearch'>;
  readonly database: Database;
  readonly cache: Cache;
  readonly logger: Logger;
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
  readonly community: Community;
  readonly searchDesk: SearchDesk;
}

/** The contexts as the back-office needs them: each is given what it needs of the others as plain functions. */
export const createContexts = ({
  config,
  database,
  cache,
  logger,
  rateLimiter,
  cookie,
  now,
  passwordCost,
}: ContextsDeps): Contexts => {
  const { secrets } = config;
  const cipher = createFieldCipher({ keys: secrets.fieldKeys });
  const storage = {
    ...{ database, cache, cipher },
    memberCiphers: createMemberCiphers({ database, ring: cipher, now }),
    blindIndex: createBlindIndex(secrets.indexKey),
  };
  const outbox = createOutbox({ cipher, newId: newUuid });
  const search = createSearch({
    ...{ database, outbox, now, logger },
    versions: createVersions({ cache, now }),
    ...(config.opensearch ? { opensearch: config.opensearch } : {}),
  });
  const inbox = createInbox({ database, now });

  return {
    staff: createStaff({
      storage,
      outbox,
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
    content: createContent({ database, cache, search, outbox, now, newId: newUuid }),
    community: createCommunity({
      ...{ database, now, newId: newUuid },
      ports: {
        authorsOf: createAuthors(database),
        signUpMarksOf: createSignUpMarks({ database, blindIndex: storage.blindIndex }),
        search,
        tell: (notice, tx) => inbox.add([{ ...notice, kind: 'community' }], tx),
      },
    }),
    searchDesk: createSearchDesk({ database, now, newId: newUuid }),
  };
};
