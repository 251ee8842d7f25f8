import { setTimeout as pause } from 'node:timers/promises';
import { newUuid } from '@soomcare/database';
import { Problem } from '../infra/services/messages.js';
import { TOKEN } from './serve-routes.js';

const PROBES = 5;
const PATIENCE_MS = 30_000;
const EVERY_MS = 20;

/** A word that no document has. */
const word = () => `probe${Array.from(String(Date.now()), (digit) => 'abcdefghij'[Number(digit)]).join('')}`;

/**
 * How long after the commit OpenSearch finds what is published, and no more what is withdrawn; the longest of a few.
 * @param {{ database: import('@soomcare/database').Database, search: import('@soomcare/search').Search,
 *   origin: string }} parts
 */
export async function measureLag({ database, search, origin }) {
  const count = async (/** @type {string} */ text) => {
    const response = await fetch(`${origin}/v1/search?q=${text}`, {
      headers: { Authorization: `Bearer ${TOKEN}` },
    });
    const { items, degraded } = /** @type {{ items?: unknown[], degraded?: boolean }} */ (
      await response.json()
    );
    return degraded ? null : items?.length;
  };
  const timeUntil = async (/** @type {string} */ text, /** @type {number} */ wanted) => {
    const startedAt = performance.now();
    while ((await count(text)) !== wanted) {
      if (performance.now() - startedAt > PATIENCE_MS)
        throw new Problem('OpenSearch does not hear of a document.');
      await pause(EVERY_MS);
    }
    return performance.now() - startedAt;
  };
  let [found, gone] = [0, 0];
  // The first one warms up what has just been started.
  for (let probe = 0; probe <= PROBES; probe += 1) {
    const title = word();
    const document = /** @type {const} */ ({
      ...{ kind: 'post', id: newUuid(), version: 1, title, body: '', tags: [], language: 'ko' },
      ...{ visibility: 'members', memberId: null, date: new Date() },
    });
    await database.transaction((tx) => search.publish([document], tx));
    const foundAfter = await timeUntil(title, 1);
    await database.transaction((tx) => search.withdraw([document], tx));
    const goneAfter = await timeUntil(title, 0);
    if (probe > 0) [found, gone] = [Math.max(found, foundAfter), Math.max(gone, goneAfter)];
  }

  return { found, gone };
}
