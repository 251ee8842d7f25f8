import { runOnce, withContexts, withDatabase } from '../one-off.ts';
import { planComingReminder } from './coming-reminder.ts';

/** Plans the demo member's coming reminder, and prints when it is due; nothing where there can be none. */
await runOnce('no reminder was planned', () =>
  withDatabase('remind', async (means) => {
    const { config, database } = means;
    if (config.environment === 'production') throw new Error('production has no demo member (SOOMCARE_ENV)');

    const now = () => new Date();
    await withContexts(means, async (contextsAt) => {
      const dueAt = await planComingReminder({ database, contexts: contextsAt(now), now });
      if (dueAt) process.stdout.write(`${dueAt.toISOString()}\n`);
    });
  }),
);
