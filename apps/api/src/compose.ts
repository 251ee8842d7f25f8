import { type RequestListener } from 'node:http';

import { type Cache, createVersions } from '@soomcare/cache';
import { type Config } from '@soomcare/config';
import { type Database } from '@soomcare/database';
import {
  buildOpenApi,
  type ContractGroup,
  createHttpApp,
  createMemberGuard,
  createRateLimiter,
  docsRouter,
  healthRoutes,
  mount,
  type OpenApiDocument,
} from '@soomcare/http';
import { type Mailer } from '@soomcare/mail';
import { type Logger, type Metrics } from '@soomcare/observability';

import { createContexts } from './contexts.ts';
import { documentInfo } from './document.ts';

export interface ApiDeps {
  readonly config: Pick<
    Config,
    'api' | 'secrets' | 'social' | 'opensearch' | 'exposure' | 'files' | 'rateLimitFactor'
  >;
  readonly database: Database;
  /** Connections for nothing but searches; without it they share all others. */
  readonly searchDatabase?: Database | undefined;
  readonly cache: Cache;
  readonly mailer: Mailer;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly now: () => Date;
  /** What `/openapi.json` and `/docs` show: the document that the tests wrote. */
  readonly document: OpenApiDocument | null;
}

export interface Api {
  readonly listener: RequestListener;
  /** Every contract that is mounted, and where: the source of the document and of the access matrix. */
  readonly groups: readonly ContractGroup[];
  /** From now on readiness answers 503. */
  drain(): void;
}

/** Wires the contexts into one HTTP app. Nothing listens yet. */
export const createApi = ({ metrics, document, ...deps }: ApiDeps): Api => {
  const { config, database, cache, logger, now } = deps;
  let draining = false;
  const rateLimiter = createRateLimiter({ cache, factor: config.rateLimitFactor });
  const {
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
  } = createContexts({
    ...deps,
    rateLimiter,
  });

  const health = healthRoutes({
    pingDatabase: () => database.ping(),
    cacheIsUp: () => cache.isUp(),
    draining: () => draining,
  });
  const groups: ContractGroup[] = [
    { prefix: '', endpoints: health },
    {
      prefix: '/v1',
      endpoints: [
        ...identity.memberRoutes,
        ...records.memberRoutes,
        ...medications.memberRoutes,
        ...content.memberRoutes,
        ...community.memberRoutes,
        ...postSharing.memberRoutes,
        ...exposure.memberRoutes,
        ...caregivers.memberRoutes,
        ...inbox.memberRoutes,
        ...exports.memberRoutes,
        ...files.memberRoutes,
        ...reports.memberRoutes,
        ...sync.memberRoutes,
        ...search.memberRoutes(community.safety.rules.hiddenAuthorsFor),
      ],
    },
  ];
  const memberGuard = createMemberGuard(identity.verifyAccessToken);
  const { openProfile } = identity;
  const versions = createVersions({ cache, now });

  const listener = createHttpApp({
    logger,
    metrics,
    corsOrigins: config.api.corsOrigins,
    trustProxyHops: config.api.trustProxyHops,
    routers: [
      ...groups.map(({ prefix, endpoints }) => ({
        prefix,
        router: mount(endpoints, { memberGuard, openProfile, rateLimiter, versions, now }),
      })),
      { prefix: '/v1', router: identity.webhooks },
      { prefix: '', router: caregivers.pages },
      { prefix: '', router: reports.pages },
      { prefix: '', router: postSharing.pages },
      { prefix: '', router: docsRouter(document ?? buildOpenApi(documentInfo, groups)) },
    ],
  });

  return {
    listener,
    groups,
    drain: () => {
      draining = true;
    },
  };
};
