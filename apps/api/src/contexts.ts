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
import { type RateLimiter } from '@soomcare/http';
import { createIdentity, type Identity, knownProviders } from '@soomcare/identity';
import { createInbox, type Inbox } from '@soomcare/inbox';
import { type Mailer } from '@soomcare/mail';
import {
  type Caregivers,
  createCaregivers,
  createMedications,
  createMedicineFacts,
  type Medications,
} from '@soomcare/medications';
import { type Logger } from '@soomcare/observability';
import { createOutbox } from '@soomcare/outbox';
import { createIntakePort, createRecords, type Records } from '@soomcare/records';
import { createReports, type Reports } from '@soomcare/report';
import { createSearch, type Search } from '@soomcare/search';
import { createSync, type Sync } from '@soomcare/sync';

import { createReportSources } from './report-sources.ts';

export interface ContextsDeps {
  readonly config: Pick<Config, 'api' | 'secrets' | 'social' | 'opensearch'>;
  readonly database: Database;
  readonly cache: Cache;
  readonly mailer: Mailer;
  readonly rateLimiter: RateLimiter;
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
  readonly reports: Reports;
  readonly sync: Sync;
  readonly search: Search;
  /** Opens what the contexts have sealed, the outbox among it. */
  readonly cipher: FieldCipher;
}

/**
 * The bounded contexts, each given what it needs of the others as plain functions.
 * They know nothing of one another; this is the one place of the app that does.
 */
export const createContexts = ({
  config,
  database,
  cache,
  mailer,
  rateLimiter,
  logger,
  now,
}: ContextsDeps): Contexts => {
  const cipher = createFieldCipher({ keys: config.secrets.fieldKeys });
  const outbox = createOutbox({ cipher, newId: newUuid });
  const blindIndex = createBlindIndex(config.secrets.indexKey);
  const post = { outbox, mailer, publicUrl: config.api.publicUrl };

  const inbox = createInbox({ database, now });
  const content = createContent({ database, cache, now, newId: newUuid });
  const intakes = createIntakePort({ database, now });
  const medications = createMedications({ database, now, newId: newUuid, intakes });
  const medicineFacts = createMedicineFacts({ database, now });
  const caregivers = createCaregivers({
    database,
    seals: { cipher, blindIndex },
    post,
    rateLimiter,
    memberOf: (memberId) => identity.consentingMember(memberId),
    now,
  });
  const records = createRecords({
    database,
    now,
    newId: newUuid,
    medicines: medications.doseAnswers,
    medicineFacts,
    adherence: medicineFacts,
    personOf: (memberId) => identity.bodyFactsOf(memberId),
    emergencyContactsOf: (memberId) => identity.emergencyContactsOf(memberId),
  });
  const search = createSearch({
    ...{ database, outbox, now, logger },
    ...(config.opensearch ? { opensearch: config.opensearch } : {}),
  });
  const sync = createSync({ database, cipher, now, kinds: records.syncedKinds });
  const reports = createReports({
    database,
    cipher,
    sources: createReportSources({
      records,
      medications,
      medicineFacts,
      profileOf: (memberId) => identity.profileOf(memberId),
    }),
    now,
    newId: newUuid,
  });
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
      sync.eraseMember,
      search.eraseMember,
    ],
    ...(config.social ? { social: knownProviders(config.social) } : {}),
  });

  return { identity, records, medications, content, caregivers, inbox, reports, sync, search, cipher };
};
