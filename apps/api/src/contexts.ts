import { type Cache } from '@soomcare/cache';
import { type Config } from '@soomcare/config';
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
import { createMedications, createMedicineFacts, type Medications } from '@soomcare/medications';
import { type Logger } from '@soomcare/observability';
import { createOutbox } from '@soomcare/outbox';
import { createIntakePort, createRecords, type Records } from '@soomcare/records';
import { createReports, type Reports } from '@soomcare/report';

import { createReportSources } from './report-sources.ts';

export interface ContextsDeps {
  readonly config: Pick<Config, 'api' | 'secrets' | 'social'>;
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
  readonly inbox: Inbox;
  readonly reports: Reports;
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

  const inbox = createInbox({ database, now });
  const intakes = createIntakePort({ database, now });
  const medications = createMedications({ database, now, newId: newUuid, intakes });
  const medicineFacts = createMedicineFacts({ database, now });
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
    storage: { database, cache, cipher, blindIndex: createBlindIndex(config.secrets.indexKey) },
    post: { outbox, mailer, publicUrl: config.api.publicUrl },
    rateLimiter,
    secrets: config.secrets,
    runtime: { now, newId: newUuid, logger },
    erasers: [records.eraseMember, medications.eraseMember, inbox.eraseMember, reports.eraseMember],
    ...(config.social ? { social: knownProviders(config.social) } : {}),
  });

  return { identity, records, medications, inbox, reports, cipher };
};
