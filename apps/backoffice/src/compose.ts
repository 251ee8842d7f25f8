import { type RequestListener } from 'node:http';

import { type Cache } from '@soomcare/cache';
import { revisionStaffRoutes } from '@soomcare/community';
import { type Config } from '@soomcare/config';
import { type Database } from '@soomcare/database';
import {
  buildOpenApi,
  type ContractGroup,
  createHttpApp,
  createRateLimiter,
  createStaffCookie,
  createStaffGuard,
  docsRouter,
  healthRoutes,
  mount,
  type OpenApiDocument,
  refuseForeignPages,
} from '@soomcare/http';
import { type StaffDeps } from '@soomcare/identity';
import { type Logger, type Metrics } from '@soomcare/observability';

import { createContexts } from './contexts.ts';
import { documentInfo } from './document.ts';
import { router } from './http/router.ts';
import { webPage } from './http/web-page.ts';

export interface BackofficeDeps {
  readonly config: Pick<Config, 'environment' | 'api' | 'secrets' | 'opensearch' | 'rateLimitFactor'>;
  readonly database: Database;
  readonly cache: Cache;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly now: () => Date;
  /** What `/openapi.json` and `/docs` show: the document that the tests wrote. */
  readonly document: OpenApiDocument | null;
  /** The folder of the built page; null serves the API alone. */
  readonly page: string | null;
  /** For tests: a cheaper hash. */
  readonly passwordCost?: StaffDeps['passwordCost'];
}

export interface Backoffice {
  readonly listener: RequestListener;
  /** Every contract that is mounted, and where: the source of the document and of the access matrix. */
  readonly groups: readonly ContractGroup[];
  /** From now on readiness answers 503. */
  drain(): void;
}

/** Wires the contexts into the staff's HTTP app. Nothing listens yet. */
export const createBackoffice = ({ metrics, document, page, ...deps }: BackofficeDeps): Backoffice => {
  const { config, database, cache, logger, now } = deps;
  let draining = false;
  const rateLimiter = createRateLimiter({ cache, factor: config.rateLimitFactor });
  // Only development has no TLS in front: there Safari would refuse the cookie.
  const cookie = createStaffCookie({ secure: config.environment !== 'development' });
  const { staff, records, medications, content, community, searchDesk } = createContexts({
    ...deps,
    rateLimiter,
    cookie,
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
        ...staff.staffRoutes,
        ...records.staffRoutes(staff.lookAtRecords),
        ...medications.staffRoutes(staff.lookAtRecords),
        ...content.staffRoutes,
        ...community.staffRoutes(staff.writeAudit),
        ...revisionStaffRoutes(community.listPostRevisions),
        ...searchDesk.staffRoutes,
      ],
    },
  ];
  const staffGuard = createStaffGuard(staff.verifySession, cookie);

  const listener = createHttpApp({
    logger,
    metrics,
    // The page comes from this very server; no other origin may call.
    corsOrigins: [],
    trustProxyHops: config.api.trustProxyHops,
    routers: [
      { prefix: '', router: router(refuseForeignPages) },
      ...groups.map(({ prefix, endpoints }) => ({
        prefix,
        router: mount(endpoints, { staffGuard, rateLimiter, now }),
      })),
      { prefix: '', router: docsRouter(document ?? buildOpenApi(documentInfo, groups)) },
      ...(page === null ? [] : [{ prefix: '', router: webPage(page) }]),
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
