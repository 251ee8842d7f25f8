import { createCache } from '@soomcare/cache';
import { type Config } from '@soomcare/config';
import { createDatabase } from '@soomcare/database';
import { createMailer } from '@soomcare/mail';
import { type Logger, type Metrics } from '@soomcare/observability';
import { createOutboxRelay } from '@soomcare/outbox';

import { createBeat } from './beat.ts';
import { createChoreCoordinator } from './chore-coordinator.repository.ts';
import { createContexts } from './contexts.ts';
import { startHousekeeping } from './housekeeping.ts';
import { tables } from './tables.ts';

/** A mail leaves within this time after its transaction has committed. */
const RELAY_EVERY_MS = 500;

/** With pauses that double from two seconds on, a mail server may be away for more than two hours. */
const DELIVERY_ATTEMPTS = 12;

/** Caregivers are told within this time after a dose was missed; any number of workers may. */
const EVERY_FIVE_MINUTES = '0 */5 * * * *';

/** Who asked for an export looks at its progress meanwhile. */
const EVERY_FIVE_SECONDS = '*/5 * * * * *';

export interface OtherWorkDeps {
  readonly config: Config;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly acquireTimeoutMs: number;
  readonly onStop: (stop: () => unknown) => void;
}

/** All that a worker does beside reminding: mails and search documents from the outbox, caregivers, chores. */
export const startOtherWork = async ({
  config,
  logger,
  metrics,
  acquireTimeoutMs,
  onStop,
}: OtherWorkDeps): Promise<void> => {
  const database = await createDatabase({
    ...config.database,
    acquireTimeoutMs,
    logger,
    entities: tables,
  });
  onStop(database.close);
  const cache = await createCache({ url: config.redis.url, prefix: 'soomcare', logger });
  onStop(cache.close);
  const mailer = createMailer(config.mail);
  onStop(mailer.close);
  metrics.trackPool('mysql', () => database.pool());

  const now = () => new Date();
  const {
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
  } = createContexts({
    config,
    database,
    cache,
    mailer,
    logger,
    now,
  });
  const relay = createOutboxRelay({
    database,
    cipher,
    handlers: {
      ...identity.outboxHandlers,
      ...content.outboxHandlers,
      ...caregivers.outboxHandlers,
      ...reports.outboxHandlers,
      ...search.outboxHandlers,
    },
    logger,
    metrics,
    maxAttempts: DELIVERY_ATTEMPTS,
  });
  onStop(relay.stop);
  relay.start({ everyMs: RELAY_EVERY_MS });
  const noticing = createBeat({
    name: 'caregiver notices',
    expression: EVERY_FIVE_MINUTES,
    work: caregivers.sendNotices,
    logger,
  });
  onStop(noticing.stop);
  noticing.start();
  const exporting = createBeat({
    name: 'exports',
    expression: EVERY_FIVE_SECONDS,
    work: exports.makeNext,
    logger,
  });
  onStop(exporting.stop);
  exporting.start();
  const housekeeping = startHousekeeping({
    chores: [
      ...identity.housekeeping,
      { name: 'identity.hand-overs', run: () => identity.tellHandOvers(inbox.add) },
      { name: 'records.removed-rows', run: () => records.housekeeping() },
      { name: 'medications.removed-rows', run: () => medications.housekeeping() },
      { name: 'medications.unanswered-caregivers', run: () => caregivers.housekeeping() },
      { name: 'medications.supply-notices', run: () => medications.supplyNotices() },
      { name: 'content.expired-articles', run: () => content.housekeeping() },
      { name: 'community.removed-texts', run: () => community.housekeeping() },
      { name: 'exposure.air-and-pollen', run: () => exposure.housekeeping() },
      { name: 'inbox.old-notifications', run: () => inbox.housekeeping() },
      { name: 'exports.expired-files', run: () => exports.housekeeping() },
      { name: 'files.unused', run: () => files.housekeeping() },
      { name: 'reports.removed-rows', run: () => reports.housekeeping() },
      { name: 'sync.old-changes', run: () => sync.housekeeping() },
      { name: 'search.words-and-copies', run: () => search.housekeeping() },
    ],
    coordinator: createChoreCoordinator(database),
    logger,
  });
  onStop(housekeeping.stop);
};
