import { type Client } from '@opensearch-project/opensearch';
import { type Database } from '@soomcare/database';

import { createMysqlSearchIndex } from '../mysql/mysql-search-index.ts';
import { createSearchTextRepository } from '../mysql/search-text.repository.ts';
import { createQuery } from '../readings/query.ts';
import { type DocumentKey, type SearchIndex } from '../search-index.ts';
import { createCopiedDocumentRepository } from './copied-document.repository.ts';
import { createCopyDrift } from './copy-drift.ts';
import { createOpensearchCalls } from './opensearch-calls.ts';
import { createOpensearchCopies } from './opensearch-copies.ts';
import { createOpensearchEngine } from './opensearch-engine.ts';

export interface OpensearchIndexDeps {
  readonly client: Pick<Client, 'transport'>;
  readonly database: Database;
  readonly now: () => Date;
  /** What its indices and aliases begin with. */
  readonly name?: string;
}

const BATCH = 200;
const KEPT_REMOVED_MS = 24 * 60 * 60 * 1000;

/** The search by OpenSearch: a copy of what MySQL holds, found in the same order by the same words. */
export const createOpensearchIndex = ({
  client,
  database,
  now,
  name = 'soomcare-search',
}: OpensearchIndexDeps) => {
  const mysql = createMysqlSearchIndex({ database, now });
  const texts = createSearchTextRepository(database);
  const documents = createCopiedDocumentRepository(database);
  const calls = createOpensearchCalls(client);
  const engine = createOpensearchEngine({ calls, name });
  const copies = createOpensearchCopies({ calls, name, now });

  const drift = createCopyDrift({ calls, documents, name });

  /** Takes over what was committed last, whatever the message said: as often as one likes, in whatever order. */
  const copy = async (keys: readonly DocumentKey[]): Promise<void> => {
    if (keys.length > 0) await copies.put(await documents.byKeys(keys));
  };
  const build = async (): Promise<void> => copies.build(documents.all(BATCH), await texts.synonymWords());

  /**
   * Copies again what is not as MySQL has it; into a new index where copying cannot mend it. Ends after the range of
   * documents in which `atMost` is reached.
   * @returns how many copies were wrong
   */
  const repairDrift = async ({ atMost = Infinity }: { atMost?: number } = {}): Promise<number> => {
    let total = 0;
    for await (const { wrong, leftOver, isAhead } of drift.find()) {
      for (let at = 0; at < wrong.length; at += BATCH) await copy(wrong.slice(at, at + BATCH));
      if (leftOver.length > 0) await copies.deleteWhere({ ids: { values: leftOver } });
      total += wrong.length + leftOver.length;
      if (isAhead) await build();
      if (isAhead || total >= atMost) break;
    }
    return total;
  };

  /**
   * Copies what was written since.
   * @returns from when on it has to go on where there was more than about `atMost`; null when all is copied
   */
  const copySince = async (since: Date, { atMost }: { atMost: number }): Promise<Date | null> => {
    let copied = 0;
    for await (const some of documents.writtenSince(since, BATCH)) {
      await copies.put(some);
      copied += some.length;
      const last = new Date(some.at(-1)?.indexedAt ?? since);
      // What one statement wrote has one instant, and is copied as a whole.
      if (copied >= atMost && last > since) return last;
    }
    return null;
  };

  /** What was lost on the way, while OpenSearch was away, is in none of its indices and so found by the comparison. */
  const buildAnew = async (): Promise<void> => {
    await build();
    await repairDrift();
  };

  const opensearch = {
    query: createQuery({ engine, vocabulary: texts }),

    suggest: engine.suggest,

    async index(added) {
      await mysql.index(added);
      await copy(added);
    },

    async remove(removed) {
      await mysql.remove(removed);
      await copy(removed);
    },

    async rebuild(source, kinds) {
      await mysql.rebuild(source, kinds);
      await buildAnew();
    },

    async ping() {
      await calls.send({ method: 'GET', path: '/' });
    },
  } satisfies SearchIndex;

  return {
    ...opensearch,
    copy,
    copySince,
    build: buildAnew,
    goBack: copies.goBack,
    refresh: copies.refresh,

    repairDrift,

    eraseMember: (memberId: string) => copies.deleteWhere({ term: { memberId } }),

    /**
     * Makes the first index, or another one for other words; forgets what has been removed for a day.
     * @returns how many copies were wrong
     */
    async housekeeping(): Promise<number> {
      if (!(await copies.isBuilt(await texts.synonymWords()))) await build();
      const before = new Date(now().getTime() - KEPT_REMOVED_MS).toISOString();
      await copies.deleteWhere({
        bool: { filter: [{ term: { isRemoved: true } }, { range: { indexedAt: { lt: before } } }] },
      });
      return repairDrift();
    },
  };
};

export type OpensearchIndex = ReturnType<typeof createOpensearchIndex>;
