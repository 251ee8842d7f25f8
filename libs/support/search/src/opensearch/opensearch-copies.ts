import { ExponentialBackoff, handleWhen, retry } from 'cockatiel';
import { z } from 'zod';

import { atHalfPace } from '../half-pace.ts';
import { type CopiedDocument, copyIdOf } from './copied-document.repository.ts';
import { indexTemplate } from './index-template.ts';
import { isAway, type OpensearchCalls } from './opensearch-calls.ts';

/** A build takes minutes: an OpenSearch that is out of memory or away for one of them is waited for. */
const MOST_RETRIES = 10;
const backoff = new ExponentialBackoff({ initialDelay: 250, maxDelay: 15_000 });
const patience = retry(handleWhen(isAway), { maxAttempts: MOST_RETRIES, backoff });

const indices = z.record(z.string(), z.unknown());
const foundMappings = z.record(
  z.string(),
  z.object({ mappings: z.object({ _meta: z.object({ made: z.string() }).optional() }) }),
);

/** Of one index alone, which it goes with. */
const aliasOf = (index: string) => `${index}-only`;

const linesOf = (index: string, document: CopiedDocument): Record<string, unknown>[] => [
  {
    index: {
      ...{ _index: aliasOf(index), _id: copyIdOf(document) },
      ...{ version: document.edition, version_type: 'external' },
    },
  },
  { ...document, tags: document.tags.split('\n') },
];

/**
 * The copies that OpenSearch holds. `name` is an alias of the index that is searched; `name-written` of all that take
 * writes: the one that is searched, the one before it, and one that is being built. So neither a swap nor the way back
 * misses a write.
 */
export const createOpensearchCopies = ({
  calls,
  name,
  now,
}: {
  calls: OpensearchCalls;
  name: string;
  now: () => Date;
}) => {
  const [written, previous] = [`${name}-written`, `${name}-previous`];

  const indicesOf = async (alias: string): Promise<string[]> =>
    Object.keys((await calls.askIfThere(indices, { method: 'GET', path: `/_alias/${alias}` })) ?? {});

  const put = (index: string, documents: readonly CopiedDocument[]) =>
    calls.bulk(documents.flatMap((document) => linesOf(index, document)));

  /** An index that a rebuild deletes meanwhile needs no more writes. */
  const toEach = async (work: (index: string) => Promise<unknown>): Promise<void> => {
    for (const index of await indicesOf(written)) await work(index);
  };

  /** All at once: no search finds two indices, or none. */
  const show = async (index: string): Promise<void> => {
    const [shown] = await indicesOf(name);
    const [before] = await indicesOf(previous);
    const actions = [
      ...(before ? [{ remove: { index: before, alias: previous } }] : []),
      ...(shown
        ? [{ remove: { index: shown, alias: name } }, { add: { index: shown, alias: previous } }]
        : []),
      { add: { index, alias: name } },
    ];
    await calls.send({ method: 'POST', path: '/_aliases', body: { actions } });
  };

  return {
    /** Older editions change nothing. What has no index to go to yet is copied when one is built. */
    put: (documents: readonly CopiedDocument[]) => toEach((index) => put(index, documents)),

    /** Copies all into a new index while searches and writes go on, then searches that one. */
    async build(all: AsyncIterable<readonly CopiedDocument[]>, words: readonly string[]): Promise<void> {
      const shown = await indicesOf(name);
      for (const left of (await indicesOf(written)).filter((index) => !shown.includes(index))) {
        await calls.send({ method: 'DELETE', path: `/${left}` });
      }

      const index = `${name}-${now().getTime()}`;
      const { settings, mappings } = indexTemplate(words);
      const aliases = { [written]: {}, [aliasOf(index)]: {} };
      // Nobody searches it yet, so that it need not be searchable twice a second while it is filled.
      const body = { settings: { ...settings, refresh_interval: '-1' }, mappings, aliases };
      await calls.send({ method: 'PUT', path: `/${index}`, body });
      // From here on writers find the new index, and what was written before is read below.
      for await (const some of atHalfPace(all)) await patience.execute(() => put(index, some));
      const { refresh_interval } = settings;
      await calls.send({ method: 'PUT', path: `/${index}/_settings`, body: { index: { refresh_interval } } });
      // Otherwise OpenSearch writes all of it again from its log when it comes back from a crash, for minutes.
      await calls.send({ method: 'POST', path: `/${index}/_flush` });
      await calls.send({ method: 'POST', path: `/${index}/_refresh` });
      await show(index);
    },

    /** Searches the index again that was searched before the last rebuild; it has had all writes since. */
    async goBack(): Promise<void> {
      const [before] = await indicesOf(previous);
      if (before === undefined) throw new Error('there is no earlier index to go back to');

      await show(before);
    },

    /** Whether the index that is searched is there, and made as one with these words would be now. */
    async isBuilt(words: readonly string[]): Promise<boolean> {
      const shown = await calls.askIfThere(foundMappings, { method: 'GET', path: `/${name}/_mapping` });
      const { made } = indexTemplate(words).mappings._meta;
      return shown !== null && Object.values(shown).every((index) => index.mappings._meta?.made === made);
    },

    refresh: () =>
      toEach((index) => calls.askIfThere(z.unknown(), { method: 'POST', path: `/${index}/_refresh` })),

    /** Deletes for good what a query finds, in every index. */
    deleteWhere: (query: Readonly<Record<string, unknown>>) =>
      toEach((index) =>
        calls.askIfThere(z.unknown(), {
          ...{ method: 'POST', path: `/${index}/_delete_by_query` },
          ...{ query: { conflicts: 'proceed', refresh: 'true' }, body: { query } },
        }),
      ),
  };
};

export type OpensearchCopies = ReturnType<typeof createOpensearchCopies>;
