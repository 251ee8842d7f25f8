import { runOnce, withContexts, withDatabase } from './one-off.ts';

/** After a restore and before anybody is let in: erases again who withdrew after that backup was made. */
await runOnce('members who had withdrawn may be back', () =>
  withDatabase('erase-restored', (means) =>
    withContexts(means, async (contextsAt) => {
      const erased = await contextsAt(() => new Date()).identity.eraseRestored();
      process.stdout.write(`${erased} members who had withdrawn were erased again.\n`);
    }),
  ),
);
