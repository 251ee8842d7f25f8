import { createCache } from '@soomcare/cache';
import { loadConfig } from '@soomcare/config';
import { createDatabase, newUuid } from '@soomcare/database';
import { createMailer } from '@soomcare/mail';
import { createReminderEngine, createSlotPlanner } from '@soomcare/medications';
import { createMetrics, runProgram, startMetricsServer } from '@soomcare/observability';
import { createOutboxRelay } from '@soomcare/outbox';
import { createPushSender } from '@soomcare/push';

import { createBeat } from './beat.ts';
import { createChoreCoordinator } from './chore-coordinator.repository.ts';
import { createContexts } from './contexts.ts';
import { startHousekeeping } from './housekeeping.ts';
import { warnWithoutPush } from './push-notice.ts';
import { startReminders } from './reminders.ts';
import { tables } from './tables.ts';

/** A mail leaves within this time after its transaction has committed. */
const RELAY_EVERY_MS = 500;

/** Nobody waits for an answer here: on a busy machine late is better than a start that fails or a push repeated. */
const ACQUIRE_TIMEOUT_MS = 5_000;

/** With pauses that double from two seconds on, a mail server may be away for more than two hours. */
const DELIVERY_ATTEMPTS = 12;

/** Caregivers are told within this time after a dose was missed; any number of workers may. */
const EVERY_FIVE_MINUTES = '0 */5 * * * *';

await runProgram({
  name: 'worker',
  loadConfig,
  async start({ config, logger, onStop }) {
    const metrics = createMetrics();
    const database = await createDatabase({
      ...config.database,
      acquireTimeoutMs: ACQUIRE_TIMEOUT_MS,
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
    const { identity, records, medications, caregivers, inbox, reports, search, sync, cipher } =
      createContexts({
        config,
        database,
        cache,
        mailer,
        logger,
        now,
      });
    warnWithoutPush(config, logger);
    const push = createPushSender({
      ...config.push,
      withoutProvider: config.environment === 'production' ? 'refuse' : 'log',
      logger,
      now,
    });
    onStop(push.close);
    const metricsServer = await startMetricsServer({ metrics, port: config.metricsPort, logger });
    onStop(metricsServer.stop);
    const relay = createOutboxRelay({
      database,
      cipher,
      handlers: { ...identity.outboxHandlers, ...caregivers.outboxHandlers, ...search.outboxHandlers },
      logger,
      metrics,
      maxAttempts: DELIVERY_ATTEMPTS,
    });
    onStop(relay.stop);
    relay.start({ everyMs: RELAY_EVERY_MS });
    const engine = createReminderEngine({
      database,
      push,
      devices: identity.pushTargets,
      inbox,
      newId: newUuid,
      logger,
      metrics,
    });
    const planner = createSlotPlanner({ database, now, newId: newUuid });
    onStop(startReminders({ engine, planner, logger }).stop);
    const noticing = createBeat({
      name: 'caregiver notices',
      expression: EVERY_FIVE_MINUTES,
      work: caregivers.sendNotices,
      logger,
    });
    onStop(noticing.stop);
    noticing.start();
    const housekeeping = startHousekeeping({
      chores: [
        ...identity.housekeeping,
        { name: 'records.removed-rows', run: () => records.housekeeping() },
        { name: 'medications.removed-rows', run: () => medications.housekeeping() },
        { name: 'medications.unanswered-caregivers', run: () => caregivers.housekeeping() },
        { name: 'medications.supply-notices', run: () => medications.supplyNotices() },
        { name: 'inbox.old-notifications', run: () => inbox.housekeeping() },
        { name: 'reports.removed-rows', run: () => reports.housekeeping() },
        { name: 'sync.old-changes', run: () => sync.housekeeping() },
        { name: 'search.words-and-copies', run: () => search.housekeeping() },
      ],
      coordinator: createChoreCoordinator(database),
      logger,
    });
    onStop(housekeeping.stop);
    logger.info('worker runs');
  },
});
