import { requireUninterrupted } from '../infra/services/interruption.js';
import { Problem } from '../infra/services/messages.js';
import { TOKEN } from './serve-routes.js';
import { classes, documentOf, idOf } from './search-texts.js';

const BATCH = 200;
/** An edition is a version, or its removal. */
const EDITIONS_A_VERSION = 2;

/** @typedef {import('@soomcare/database').Database} Database */

/** Of every document in MySQL, by id. @param {Database} database */
async function storedVersions(database) {
  const rows = /** @type {{ id: string, edition: number }[]} */ (
    await database.rows('SELECT BIN_TO_UUID(d.id) AS id, d.edition FROM search_documents d')
  );
  return new Map(rows.map(({ id, edition }) => [id, edition / EDITIONS_A_VERSION]));
}

/**
 * Searches by HTTP and edits of documents, at even paces.
 * @param {{ database: Database, search: import('@soomcare/search').Search, origin: string, documents: number,
 *   paces: { searches: number, writes: number } }} parts
 */
export async function startLoad({ database, search, origin, documents, paces }) {
  const stored = await storedVersions(database);
  const versions = Array.from({ length: documents }, (_, number) => stored.get(idOf(number)) ?? 0);
  const statuses = /** @type {Record<string, Record<string, number>>} */ ({});
  let phase = 'before';
  const texts = Object.values(classes);
  const inHand = /** @type {Set<Promise<unknown>>} */ (new Set());
  const failures = /** @type {unknown[]} */ ([]);
  let [searches, writes, mayWrite] = [0, 0, true];
  const searchOnce = async () => {
    const number = (searches += 1);
    const text = encodeURIComponent(texts[number % texts.length] ?? '');
    const response = await fetch(`${origin}/v1/search?q=${text}`, {
      headers: { Authorization: `Bearer ${TOKEN}` },
    });
    const body = /** @type {{ degraded?: boolean }} */ (await response.json());
    const outcome = body.degraded ? `${response.status} by MySQL` : String(response.status);
    const counts = (statuses[phase] ??= {});
    counts[outcome] = (counts[outcome] ?? 0) + 1;
  };
  const writeOnce = async () => {
    const number = ((writes += 1) * 7919) % documents;
    const version = (versions[number] ?? 0) + 1;
    versions[number] = version;
    await database.transaction((tx) => search.publish([documentOf(number, version)], tx));
  };
  const hold = (/** @type {Promise<unknown>} */ work) => {
    const held = work.catch((error) => failures.push(error)).finally(() => inHand.delete(held));
    inHand.add(held);
  };
  const timers = [
    setInterval(() => hold(searchOnce()), 1_000 / paces.searches),
    setInterval(() => mayWrite && hold(writeOnce()), 1_000 / paces.writes),
  ];

  const end = async () => {
    for (const timer of timers) clearInterval(timer);
    await Promise.all(inHand);
  };

  return {
    /** What is answered from now on is counted by this name. @param {string} name */
    begin(name) {
      phase = name;
    },

    /** Every document as it was last written. */
    async *current() {
      for (let at = 0; at < documents; at += BATCH) {
        requireUninterrupted();
        yield Array.from({ length: Math.min(BATCH, documents - at) }, (_, index) =>
          documentOf(at + index, versions[at + index]),
        );
      }
    },

    /** While nobody writes, what is missing stands still and can be compared. @param {() => Promise<T>} work @template T */
    async pauseWrites(work) {
      mayWrite = false;
      const result = await work();
      mayWrite = true;
      return result;
    },

    /** How many documents MySQL lacks, and how many it has as they were before. Once it has ended. */
    async losses() {
      const now = await storedVersions(database);
      const found = versions.map((version, number) => ({ version, stored: now.get(idOf(number)) }));

      return {
        missing: found.filter(({ stored: is }) => is === undefined).length,
        older: found.filter(({ version, stored: is }) => is !== undefined && is < version).length,
      };
    },

    end,

    async stop() {
      await end();
      if (failures.length > 0)
        throw new Problem(`${failures.length} calls failed.`, { details: String(failures[0]) });

      return { statuses, writes };
    },
  };
}
