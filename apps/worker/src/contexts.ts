import { type Cache } from '@soomcare/cache';
import { type Config } from '@soomcare/config';
import { type Content, createContent } from '@soomcare/content';
import {
  createBlindIndex,
  createFieldCipher,
  type Database,
  type FieldCipher,
  newUuid,
} from '@soomcare/database';
import { createRateLimiter } from '@soomcare/http';
import { createIdentity, type Identity, knownProviders } from '@soomcare/identity';
import { createInbox, type Inbox } from '@soomcare/inbox';
import { type Mailer } from '@soomcare/mail';
import {
  type Caregivers,
  createCaregivers,
  createMedications,
  type Medications,
} from '@soomcare/medications';
import { type Logger } from '@soomcare/observability';
import { createOutbox } from '@soomcare/outbox';
import { createIntakePort, createRecords, type Records } from '@soomcare/records';
import { createReportKeeping } from '@soomcare/report';
import { createSearch, type Search } from '@soomcare/search';
import { createSyncKeeping } from '@soomcare/sync';

export interface ContextsDeps {
  readonly config: Pick<Config, 'api' | 'secrets' | 'social' | 'opensearch' | 'rateLimitFactor'>;
  readonly database: Database;
  readonly cache: Cache;
  readonly mailer: Mailer;
  readonly logger: Logger;
  readonly now: () => Date;
}

export interface Contexts {
  readonly identity: Identity;
  readonly records: Records;
  readonly medications: Medications;
  readonly content: Content;
  readonly caregivers: Caregivers;
  readonly inbox: Inbox;
  readonly reports: ReturnType<typeof createReportKeeping>;
  readonly search: Search;
  readonly sync: ReturnType<typeof createSyncKeeping>;
  /** Opens what the contexts have sealed, the outbox among it. */
  readonly cipher: FieldCipher;
}

/** The contexts as the worker needs them: to deliver what they left in the outbox, and to tidy up after them. */
export const createContexts = ({ config, database, cache, mailer, logger, now }: ContextsDeps): Contexts => {
  const cipher = createFieldCipher({ keys: config.secrets.fieldKeys });
  const outbox = createOutbox({ cipher, newId: newUuid });
  const blindIndex = createBlindIndex(config.secrets.indexKey);
  const rateLimiter = createRateLimiter({ cache, factor: config.rateLimitFactor });
  const post = { outbox, mailer, publicUrl: config.api.publicUrl };

  const intakes = createIntakePort({ database, now });
  const medications = createMedications({ database, now, newId: newUuid, intakes });
  const caregivers = createCaregivers({
    database,
    seals: { cipher, blindIndex },
    post,
    rateLimiter,
    memberOf: (memberId) => identity.consentingMember(memberId),
    now,
  });
  const records = createRecords({ database, now, newId: newUuid, medicines: medications.doseAnswers });
  const inbox = createInbox({ database, now });
  const content = createContent({ database, cache, now, newId: newUuid });
  const reports = createReportKeeping({ database, now });
  const search = createSearch({
    ...{ database, outbox, now, logger },
    ...(config.opensearch ? { opensearch: config.opensearch } : {}),
  });
  const sync = createSyncKeeping({ database, now });
  const identity = createIdentity({
    storage: { database, cache, cipher, blindIndex },
    post,
    rateLimiter,
    secrets: config.secrets,
    runtime: { now, newId: newUuid, logger },
    erasers: [
      records.eraseMember,
      medications.eraseMember,
      content.eraseMember,
      inbox.eraseMember,
      reports.eraseMember,
      search.eraseMember,
      sync.eraseMember,
    ],
    ...(config.social ? { social: knownProviders(config.social) } : {}),
  });

  return { identity, records, medications, content, caregivers, inbox, reports, search, sync, cipher };
};
