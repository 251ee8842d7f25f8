import { flushCompileCache } from 'node:module';

import { loadConfig } from '@soomcare/config';
import {
  createBlindIndex,
  createDatabase,
  createFieldCipher,
  createMemberCiphers,
  newUuid,
} from '@soomcare/database';
import { createPushTargets } from '@soomcare/identity/push-targets';
import { createInbox } from '@soomcare/inbox';
import { createReminderEngine, createSlotPlanner } from '@soomcare/medications/reminders';
import { createMetrics, runProgram, startMetricsServer } from '@soomcare/observability';
import { createPushSender } from '@soomcare/push';

import { startLater } from './later.ts';
import { warnWithoutPush } from './push-notice.ts';
import { startReminders } from './reminders.ts';

/** Nobody waits for an answer here: on a busy machine late is better than a start that fails or a push repeated. */
const ACQUIRE_TIMEOUT_MS = 5_000;

/** Mails and chores may be so much later after a start in the midst of a rush of reminders. */
const OTHER_WORK_WAITS_MS = 10_000;

await runProgram({
  name: 'worker',
  loadConfig,
  async start({ config, logger, onStop }) {
    const metrics = createMetrics();
    const database = await createDatabase({
      ...config.database,
      acquireTimeoutMs: ACQUIRE_TIMEOUT_MS,
      logger,
      entities: [],
    });
    onStop(database.close);
    metrics.trackPool('mysql-reminders', () => database.pool());
    warnWithoutPush(config, logger);

    const now = () => new Date();
    const push = createPushSender({
      ...config.push,
      withoutProvider: config.environment === 'production' ? 'refuse' : 'log',
      logger,
      now,
    });
    onStop(push.close);
    const ring = createFieldCipher({ keys: config.secrets.fieldKeys });
    const memberCiphers = createMemberCiphers({ database, ring, now });
    const blindIndex = createBlindIndex(config.secrets.indexKey);
    const engine = createReminderEngine({
      database,
      push,
      devices: createPushTargets({ database, memberCiphers, blindIndex, logger }),
      inbox: createInbox({ database, now }),
      newId: newUuid,
      logger,
      metrics,
    });
    const planner = createSlotPlanner({ database, now, newId: newUuid });
    const reminders = startReminders({ engine, planner, logger });
    onStop(reminders.stop);
    const metricsServer = await startMetricsServer({ metrics, port: config.metricsPort, logger });
    onStop(metricsServer.stop);

    // To load all the rest takes longer than all of the above, and a worker may have died in the midst of a rush.
    const otherWork = startLater({
      after: reminders.caughtUp(),
      waitsMs: OTHER_WORK_WAITS_MS,
      async start(onOtherStop) {
        const { startOtherWork } = await import('./worker.ts');
        await startOtherWork({
          config,
          logger,
          metrics,
          acquireTimeoutMs: ACQUIRE_TIMEOUT_MS,
          onStop: onOtherStop,
        });
        logger.info('worker runs');
        flushCompileCache();
      },
      onFailure(err) {
        logger.fatal({ err }, 'a part of the worker did not start');
        process.exitCode = 1;
        process.kill(process.pid, 'SIGTERM');
      },
    });
    onStop(otherWork.stop);
  },
});
