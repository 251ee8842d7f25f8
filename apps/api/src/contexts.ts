import { type Cache, createVersions } from '@soomcare/cache';
import { type Community, createCommunity, createPostSharing, type PostSharing } from '@soomcare/community';
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
import { createBlobStore, createFiles, createMemberPictures, fileErrors, type Files } from '@soomcare/files';
import { type RateLimiter } from '@soomcare/http';
import { createExposure, createExposureSource, type Exposure } from '@soomcare/exposure';
import {
  createAuthors,
  createIdentity,
  createSignUpMarks,
  type Identity,
  knownProviders,
} from '@soomcare/identity';
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
import { createReportBundles, createReports, type Reports } from '@soomcare/report';
import { createSearch, type Search } from '@soomcare/search';
import { createSync, type Sync } from '@soomcare/sync';

import { createReportSources } from './report-sources.ts';
import { tables } from './tables.ts';

export interface ContextsDeps {
  readonly config: Pick<Config, 'api' | 'secrets' | 'social' | 'opensearch' | 'exposure' | 'files'>;
  readonly database: Database;
  /** Connections for nothing but searches; without it they share all others. */
  readonly searchDatabase?: Database | undefined;
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
  readonly community: Community;
  readonly postSharing: PostSharing;
  readonly exposure: Exposure;
  readonly caregivers: Caregivers;
  readonly inbox: Inbox;
  readonly exports: Exports;
  readonly files: Files;
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
  searchDatabase,
  cache,
  mailer,
  rateLimiter,
  logger,
  now,
}: ContextsDeps): Contexts => {
  const cipher = createFieldCipher({ keys: config.secrets.fieldKeys });
  const memberCiphers = createMemberCiphers({ database, ring: cipher, now });
  const outbox = createOutbox({ cipher, newId: newUuid });
  const blindIndex = createBlindIndex(config.secrets.indexKey);
  const post = { outbox, mailer, publicUrl: config.api.publicUrl };

  const inbox = createInbox({ database, now });
  const blobs = createBlobStore(config.files);
  const files = createFiles({
    database,
    blobs,
    audiences: { post: (memberId, postId) => community.canRead(memberId, postId) },
    now,
    newId: newUuid,
  });
  const exports = createExports({
    ...{ database, cipher, memberCiphers, tables },
    documents: [createReportBundles({ database, memberCiphers }), createMemberPictures({ database, blobs })],
    ...{ now, newId: newUuid },
  });
  const search = createSearch({
    ...{ database, searchDatabase, outbox, now, logger, blindIndex },
    versions: createVersions({ cache, now }),
    ...(config.opensearch ? { opensearch: config.opensearch } : {}),
  });
  const community = createCommunity({
    ...{ database, now, newId: newUuid },
    ports: {
      authorsOf: createAuthors(database),
      signUpMarksOf: createSignUpMarks({ database, blindIndex }),
      search,
      pictures: { ...files.attachments, errors: [fileErrors.FILES_NOT_ATTACHABLE] },
      tell: (notice, tx) => inbox.add([{ ...notice, kind: 'community' }], tx),
    },
  });
  const postSharing = createPostSharing({ database, rateLimiter, publicUrl: config.api.publicUrl, now });
  const content = createContent({ database, cache, search, outbox, now, newId: newUuid });
  const source = createExposureSource(config.exposure, now);
  const exposure = createExposure({ database, source, logger, now });
  const intakes = createIntakePort({ database, now });
  const medications = createMedications({ database, now, newId: newUuid, intakes });
  const medicineFacts = createMedicineFacts({ database, now });
  const caregivers = createCaregivers({
    database,
    seals: { memberCiphers, blindIndex },
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
    airGrades: exposure.gradesByDay,
    personOf: (memberId) => identity.bodyFactsOf(memberId),
    emergencyContactsOf: (memberId) => identity.emergencyContactsOf(memberId),
  });
  const medicineKinds = medications.syncedKinds((on) => createIntakePort({ database: on, now }));
  const sync = createSync({ database, cipher, now, kinds: [...records.syncedKinds, ...medicineKinds] });
  const reports = createReports({
    database,
    seals: { memberCiphers, blindIndex },
    sources: createReportSources({
      records,
      medications,
      medicineFacts,
      profileOf: (memberId) => identity.profileOf(memberId),
    }),
    sharing: {
      rateLimiter,
      recordClinicLook: (tx, look) => identity.recordClinicLook(tx, look),
      addressOf: async (memberId) => (await identity.profileOf(memberId)).email,
    },
    post,
    now,
    newId: newUuid,
  });
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
      sync.eraseMember,
      search.eraseMember,
    ],
    ...(config.social ? { social: knownProviders(config.social) } : {}),
  });

  return {
    identity,
    records,
    medications,
    content,
    community,
    postSharing,
    exposure,
    caregivers,
    inbox,
    exports,
    files,
    reports,
    sync,
    search,
    cipher,
  };
};
