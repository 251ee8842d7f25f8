import { setTimeout as pause } from 'node:timers/promises';
import { sqlInstant } from '@soomcare/database';
import { findAppNode } from '../infra/services/install.js';
import { Problem } from '../infra/services/messages.js';
import { inCheckout } from '../infra/services/paths.js';
import { run } from '../infra/services/processes.js';
import { addDosesOfOneMinute } from './reminders-people.js';
import { startWorkers } from './reminders-processes.js';

const SCHEDULERS = 2;
const DOSES = 10_000;
const START_MS = 20_000;

/** Of the raw twin's doses in a second. */
export const LEAST_TICK_RATIO = 0.7;

/**
 * Goal P14: doses in a second that two workers send, each once, against the raw twin on the same rows.
 * @param {{ database: import('@soomcare/database').Database, env: NodeJS.ProcessEnv, memberIds: string[],
 *   provider: Awaited<ReturnType<typeof import('./reminders-processes.js').startProvider>>,
 *   untilFinished: () => Promise<void> }} parts
 */
export async function measureTick({ database, env, memberIds, provider, untilFinished }) {
  await provider.setFaults({});
  const members = memberIds.slice(0, DOSES);
  // A full second, as with every dose: that is when workers look.
  const dueAt = new Date(Math.ceil((Date.now() + START_MS) / 1_000) * 1_000);
  await addDosesOfOneMinute(database, members, dueAt);
  const workers = await startWorkers(SCHEDULERS, { ...env, ...provider.env });
  await pause(Math.max(0, dueAt.getTime() - Date.now()));
  await untilFinished();
  const ours = Date.now() - dueAt.getTime();
  await workers.stop();

  await database.run(
    `UPDATE reminders r SET r.state = 'waiting', r.available_at = r.due_at WHERE r.due_at = ?`,
    [sqlInstant(dueAt)],
  );
  const spans = await Promise.all(
    Array.from({ length: SCHEDULERS }, () => runReference(env['DATABASE_URL'] ?? '', provider)),
  );
  const began = Math.min(...spans.map(({ beganAt }) => beganAt));
  const theirs = Math.max(...spans.map(({ endedAt }) => endedAt)) - began;
  const perSecond = (/** @type {number} */ ms) => (members.length * 1_000) / ms;

  return { doses: members.length, ours: perSecond(ours), theirs: perSecond(theirs), ratio: theirs / ours };
}

/** @param {string} databaseUrl @param {{ url: string, keyFile: string }} provider */
async function runReference(databaseUrl, { url, keyFile }) {
  const source = inCheckout('benchmarks/reminders-reference.js');
  const { code, output } = await run(findAppNode(), [source, databaseUrl, url, keyFile], {
    cwd: inCheckout(),
  });
  if (code !== 0) throw new Problem('The raw twin of the tick failed.', { details: output });

  return /** @type {{ beganAt: number, endedAt: number }} */ (JSON.parse(output));
}
