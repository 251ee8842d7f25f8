import { type Cache, createVersions } from '@soomcare/cache';
import { type Community, createCommunity } from '@soomcare/community';
import { type Config } from '@soomcare/config';
import { type Content, createContent } from '@soomcare/content';
import {
  createBlindIndex,
  createFieldCipher,
  createMemberCiphers,
  type Database,
  type FieldCipher,
  newUuid,
} from '@soomcare/database';
import { createExports, type Exports } from '@soomcare/export';
import { createBlobStore, createFileKeeping, createMemberPictures } from '@soomcare/files';
import { createRateLimiter } from '@soomcare/http';
import { createExposure, createExposureSource, type Exposure } from '@soomcare/exposure';
import { createAuthors, createIdentity, type Identity, knownProviders } from '@soomcare/identity';
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
import { createReportBundles, createReportKeeping } from '@soomcare/report';
import { createSearch, type Search } from '@soomcare/search';
import { createSyncKeeping } from '@soomcare/sync';

import { tables } from './tables.ts';

export interface ContextsDeps {
  readonly config: Pick<
    Config,
    'api' | 'secrets' | 'social' | 'opensearch' | 'exposure' | 'files' | 'rateLimitFactor'
  >;
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
  readonly community: Community;
  readonly exposure: Exposure;
  readonly caregivers: Caregivers;
  readonly inbox: Inbox;
  readonly exports: Exports;
  readonly files: ReturnType<typeof createFileKeeping>;
  readonly reports: ReturnType<typeof createReportKeeping>;
  readonly search: Search;
  readonly sync: ReturnType<typeof createSyncKeeping>;
  /** Opens what the contexts have sealed, the outbox among it. */
  readonly cipher: FieldCipher;
}

/** The contexts as the worker needs them: to deliver what they left in the outbox, and to tidy up after them. */
export const createContexts = ({ config, database, cache, mailer, logger, now }: ContextsDeps): Contexts => {
  const cipher = createFieldCipher({ keys: config.secrets.fieldKeys });
  const memberCiphers = createMemberCiphers({ database, ring: cipher, now });
  const outbox = createOutbox({ cipher, newId: newUuid });
  const blindIndex = createBlindIndex(config.secrets.indexKey);
  const rateLimiter = createRateLimiter({ cache, factor: config.rateLimitFactor });
  const post = { outbox, mailer, publicUrl: config.api.publicUrl };

  const source = createExposureSource(config.exposure, now);
  const exposure = createExposure({ database, source, logger, now });
  const intakes = createIntakePort({ database, now });
  const medications = createMedications({ database, now, newId: newUuid, intakes });
  const caregivers = createCaregivers({
    database,
    seals: { memberCiphers, blindIndex },
    post,
    rateLimiter,
    memberOf: (memberId) => identity.consentingMember(memberId),
    now,
  });
  const records = createRecords({ database, now, newId: newUuid, medicines: medications.doseAnswers });
  const inbox = createInbox({ database, now });
  const blobs = createBlobStore(config.files);
  const files = createFileKeeping({ database, blobs, now });
  const exports = createExports({
    ...{ database, cipher, memberCiphers, tables },
    documents: [createReportBundles({ database, memberCiphers }), createMemberPictures({ database, blobs })],
    ...{ now, newId: newUuid },
  });
  const search = createSearch({
    ...{ database, outbox, now, logger, blindIndex },
    versions: createVersions({ cache, now }),
    ...(config.opensearch ? { opensearch: config.opensearch } : {}),
  });
  const community = createCommunity({
    ...{ database, now, newId: newUuid },
    ports: {
      authorsOf: createAuthors(database),
      search,
      tell: (notice, tx) => inbox.add([{ ...notice, kind: 'community' }], tx),
    },
  });
  const content = createContent({ database, cache, search, outbox, now, newId: newUuid });
  const reports = createReportKeeping({ database, post, now });
  const sync = createSyncKeeping({ database, now });
  const identity = createIdentity({
    storage: { database, cache, cipher, memberCiphers, blindIndex },
    post,
    rateLimiter,
    secrets: config.secrets,
    runtime: { now, newId: newUuid, logger },
    erasers: [
      records.eraseMember,
      medications.eraseMember,
      content.eraseMember,
      community.eraseMember,
      exposure.eraseMember,
      inbox.eraseMember,
      exports.eraseMember,
      files.eraseMember,
      reports.eraseMember,
      search.eraseMember,
      sync.eraseMember,
    ],
    ...(config.social ? { social: knownProviders(config.social) } : {}),
  });

  return {
    identity,
    records,
    medications,
    content,
    community,
    exposure,
    caregivers,
    inbox,
    exports,
    files,
    reports,
    search,
    sync,
    cipher,
  };
};
