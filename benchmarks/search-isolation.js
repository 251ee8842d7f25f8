import { setTimeout as pause } from 'node:timers/promises';
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

/** @param {{ env: NodeJS.ProcessEnv, tokens: () => string[], seconds: number }} parts */
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
    return { quiet, beside, searches, ratio, isMet: ratio <= WORST_RATIO };
  } finally {
    await server.stop();
  }
}

/** @param {Awaited<ReturnType<typeof measureIsolation>>} figures */
export const isolationInWords = ({ quiet, beside, searches, ratio, isMet }) =>
  `P12 (the month's p99 beside ${SEARCHERS} clients that search and leave after ${LEAVES_AFTER_MS} ms ≤ ${WORST_RATIO} × alone): ${quiet.p99.toFixed(1)} ms alone (${quiet.perSecond.toFixed(0)}/s), ${beside.p99.toFixed(1)} ms (${beside.perSecond.toFixed(0)}/s) beside ${searches} searches = **${ratio.toFixed(1)} ×**: **${isMet ? 'met' : 'missed'}**.`;

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
