import { type Cache } from '@soomcare/cache';
import { type Config } from '@soomcare/config';
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
import { createMedications, type Medications } from '@soomcare/medications';
import { type Logger } from '@soomcare/observability';
import { createOutbox } from '@soomcare/outbox';
import { createIntakePort, createRecords, type Records } from '@soomcare/records';
import { createReportKeeping } from '@soomcare/report';

export interface ContextsDeps {
  readonly config: Pick<Config, 'api' | 'secrets' | 'social' | 'rateLimitFactor'>;
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
  readonly inbox: Inbox;
  readonly reports: ReturnType<typeof createReportKeeping>;
  /** Opens what the contexts have sealed, the outbox among it. */
  readonly cipher: FieldCipher;
}

/** The contexts as the worker needs them: to deliver what they left in the outbox, and to tidy up after them. */
export const createContexts = ({ config, database, cache, mailer, logger, now }: ContextsDeps): Contexts => {
  const cipher = createFieldCipher({ keys: config.secrets.fieldKeys });
  const outbox = createOutbox({ cipher, newId: newUuid });

  const intakes = createIntakePort({ database, now });
  const medications = createMedications({ database, now, newId: newUuid, intakes });
  const records = createRecords({ database, now, newId: newUuid, medicines: medications.doseAnswers });
  const inbox = createInbox({ database, now });
  const reports = createReportKeeping({ database, now });
  const identity = createIdentity({
    storage: { database, cache, cipher, blindIndex: createBlindIndex(config.secrets.indexKey) },
    post: { outbox, mailer, publicUrl: config.api.publicUrl },
    rateLimiter: createRateLimiter({ cache, factor: config.rateLimitFactor }),
    secrets: config.secrets,
    runtime: { now, newId: newUuid, logger },
    erasers: [records.eraseMember, medications.eraseMember, inbox.eraseMember, reports.eraseMember],
    ...(config.social ? { social: knownProviders(config.social) } : {}),
  });

  return { identity, records, medications, inbox, reports, cipher };
};
