import { setTimeout as pause } from 'node:timers/promises';
import { say } from '../infra/services/messages.js';
import { cores } from './machine.js';
import { monthList, reads } from './requests.js';
import { classes } from './search-texts.js';
import { startServer } from './servers.js';
import { findWrk, runWrk, writeRequests } from './wrk.js';

/** Goal P12: a member's month, read while so many clients search and leave. */
const SEARCHERS = 8;
const LEAVES_AFTER_MS = 20;
const CONNECTIONS = 8;
const WORST_RATIO = 3;

/** @param {{ env: NodeJS.ProcessEnv, tokens: () => string[], seconds: number }} parts @returns whether the goal is met */
export async function measureIsolation({ env, tokens, seconds }) {
  const wrk = await findWrk();
  const server = await startServer('product', { env });
  const load = () =>
    runWrk(wrk, {
      origin: server.origin,
      requests: writeRequests('search-isolation', reads(tokens(), monthList)),
      ...{ seconds, connections: CONNECTIONS, cpu: cores?.others ?? null },
    });

  try {
    await load();
    const quiet = await load();
    const ending = new AbortController();
    const searching = Promise.all(
      Array.from({ length: SEARCHERS }, (_, searcher) =>
        searchAndLeave(server.origin, tokens()[searcher] ?? '', ending.signal),
      ),
    );
    const beside = await load();
    ending.abort();
    const searches = (await searching).reduce((sum, each) => sum + each, 0);

    const ratio = beside.p99 / quiet.p99;
    say(
      `P12: the month's p99 is ${quiet.p99.toFixed(1)} ms alone and ${beside.p99.toFixed(1)} ms beside ${searches} searches whose clients left: ${ratio.toFixed(1)} × (at most ${WORST_RATIO}): ${ratio <= WORST_RATIO ? 'met' : 'missed'}.`,
    );
    return ratio <= WORST_RATIO;
  } finally {
    await server.stop();
  }
}

/** @param {string} origin @param {string} token @param {AbortSignal} ending @returns how many searches it began */
async function searchAndLeave(origin, token, ending) {
  const texts = Object.values(classes);
  let count = 0;
  for (; !ending.aborted; count += 1) {
    const text = encodeURIComponent(texts[count % texts.length] ?? '');
    const leaving = AbortSignal.timeout(LEAVES_AFTER_MS);
    await fetch(`${origin}/v1/search?q=${text}`, {
      headers: { Authorization: `Bearer ${token}` },
      signal: leaving,
    })
      .then((response) => response.arrayBuffer())
      .catch(() => pause(1));
  }

  return count;
}
