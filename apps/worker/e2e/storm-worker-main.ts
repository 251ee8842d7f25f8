import { armFailpoint, createDatabase, newUuid } from '@soomcare/database';
import { createInbox } from '@soomcare/inbox';
import { createReminderEngine, createSlotPlanner } from '@soomcare/medications/reminders';
import { createLogger, createMetrics } from '@soomcare/observability';
import { createFcmPushSender, type PushSender } from '@soomcare/push';

import { startReminders } from '../src/reminders.ts';
import { withPlantedBug } from './planted-bugs.ts';
import { skewClock } from './skewed-clock.ts';
import { stormDevices } from './storm-devices.ts';
import { type StormWorkerSettings, type StormWorkerWord } from './storm-worker.ts';

// The reminders of one worker as a process of its own, which a test starts with its settings and may kill.
const POOL_SIZE = 5;
/** Tests share the machine with others. */
const PATIENCE_MS = 10_000;
/** Nobody knows then whether the provider has taken the push. */
const unansweredReasons: ReadonlySet<string> = new Set(['timeout', 'connection-failed']);
const tell = (word: StormWorkerWord) => process.send?.(word);
const told = (word: string) =>
  new Promise<void>((resolve) => {
    process.on('message', (heard) => {
      if (heard === word) resolve();
    });
  });

const start = async (settings: StormWorkerSettings): Promise<void> => {
  const { databaseUrl, fcmUrl, account, leaseSeconds, pushDeadlineMs, skewMs, bug, holdAt } = settings;
  skewClock(skewMs ?? 0);
  const now = () => new Date();
  const logger = createLogger({ level: 'error', name: 'storm-worker' });
  const opened = await createDatabase({
    url: databaseUrl,
    poolSize: POOL_SIZE,
    acquireTimeoutMs: PATIENCE_MS,
    entities: [],
  });
  const database = bug ? withPlantedBug(opened, bug, () => tell('planted')) : opened;
  const fcm = createFcmPushSender({
    account,
    tokenBaseUrl: fcmUrl,
    messagesBaseUrl: fcmUrl,
    now,
    deadlineMs: pushDeadlineMs,
  });
  const send: PushSender['send'] = async (target, message) => {
    const result = await fcm.send(target, message);
    if (result.outcome === 'try-later' && unansweredReasons.has(result.reason)) tell('unanswered');

    return result;
  };
  if (holdAt) {
    const released = told('release');
    armFailpoint(holdAt, () => {
      tell('reached');

      return released;
    });
  }

  const engine = createReminderEngine(
    {
      database,
      push: { send },
      devices: stormDevices,
      inbox: createInbox({ database, now }),
      newId: newUuid,
      logger,
      metrics: createMetrics(),
    },
    { leaseSeconds },
  );
  const planner = createSlotPlanner({ database, now, newId: newUuid });
  const reminders = startReminders({ engine, planner, logger });
  tell('runs');

  await told('stop');
  await reminders.stop();
  await fcm.close();
  await opened.close();
  process.disconnect?.();
};

process.once('disconnect', () => process.exit());
process.once('message', (settings: StormWorkerSettings) => void start(settings));
