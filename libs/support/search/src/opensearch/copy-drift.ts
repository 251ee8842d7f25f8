import { z } from 'zod';

import { type DocumentKey } from '../search-index.ts';
import { type CopiedDocumentRepository, copyIdOf } from './copied-document.repository.ts';
import { type Call, type OpensearchCalls } from './opensearch-calls.ts';

/** A range of document numbers; a checksum covers one. */
const RANGE = 1_000;
/** Ranges a request: OpenSearch gives at most 65,535 buckets. */
const RANGES = 1_000;

const checksums = z.object({
  aggregations: z.object({
    ranges: z.object({
      buckets: z.array(
        z.object({ key: z.number(), doc_count: z.int(), sum: z.object({ value: z.number() }) }),
      ),
    }),
  }),
});
const copiesAnswer = z.object({
  hits: z.object({ hits: z.array(z.object({ _id: z.string(), _version: z.int() })) }),
});

export interface Drift {
  /** Of documents that OpenSearch has not, or not as MySQL has them. */
  readonly wrong: readonly DocumentKey[];
  /** The ids of copies whose document is no longer there. */
  readonly leftOver: readonly string[];
  /** A copy is newer than its document: MySQL was restored. OpenSearch lets nothing older replace it. */
  readonly isAhead: boolean;
}

/** Finds where the copies that are searched differ from the documents, without reading them all. */
export const createCopyDrift = ({
  calls,
  documents,
  name,
}: {
  calls: OpensearchCalls;
  documents: CopiedDocumentRepository;
  name: string;
}) => {
  const searchOf = ([from, to]: readonly [number, number], body: Record<string, unknown>): Call => ({
    ...{ method: 'POST', path: `/${name}/_search` },
    body: { query: { range: { number: { gte: from, lt: to } } }, ...body },
  });

  /** Of each range, how many documents there are and the sum of their editions; null where there is no index. */
  const copiedSums = async (from: number, to: number): Promise<Map<number, string> | null> => {
    const ranges = {
      histogram: { field: 'number', interval: RANGE, min_doc_count: 1 },
      aggs: { sum: { sum: { field: 'edition' } } },
    };
    const found = await calls.askIfThere(checksums, searchOf([from, to], { size: 0, aggs: { ranges } }));
    return (
      found &&
      new Map(
        found.aggregations.ranges.buckets.map(({ key, doc_count, sum }) => [
          key,
          `${doc_count} ${sum.value}`,
        ]),
      )
    );
  };

  /** The copies first: what is written between the two reads then looks missing, and is copied once more. */
  const compare = async (from: number): Promise<Drift> => {
    const range = [from, from + RANGE] as const;
    const body = { size: RANGE, _source: false, version: true };
    const { hits } = await calls.ask(copiesAnswer, searchOf(range, body));
    const copied = new Map(hits.hits.map(({ _id, _version }) => [_id, _version]));
    const stored = await documents.editionsWithin(...range);
    const ids = new Set(stored.map(copyIdOf));

    return {
      wrong: stored.filter((each) => copied.get(copyIdOf(each)) !== each.edition),
      leftOver: [...copied.keys()].filter((id) => !ids.has(id)),
      isAhead: stored.some((each) => (copied.get(copyIdOf(each)) ?? 0) > each.edition),
    };
  };

  return {
    /** Range by range, where there is any; nothing where the index is yet to be built. */
    async *find(): AsyncGenerator<Drift> {
      const last = await documents.lastNumber();
      for (let from = 0; from <= last; from += RANGE * RANGES) {
        const to = from + RANGE * RANGES;
        const copied = await copiedSums(from, to);
        if (!copied) return;

        const stored = await documents.sumsWithin(from, to, RANGE);
        for (const start of new Set([...copied.keys(), ...stored.keys()])) {
          if (copied.get(start) !== stored.get(start)) yield compare(start);
        }
      }
    },
  };
};
