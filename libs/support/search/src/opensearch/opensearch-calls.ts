import { type Client, errors } from '@opensearch-project/opensearch';
import { z } from 'zod';

/** Of one item of a bulk request: 409 says that a newer edition is there already, 404 that the index has just gone. */
const bulkAnswer = z.object({
  items: z.array(z.record(z.string(), z.object({ status: z.int() }))),
});
const CONFLICT = 409;
const NOT_FOUND = 404;
const isDone = (status: number) => status < 300 || status === CONFLICT || status === NOT_FOUND;

/** Some of the documents were not taken; all others were. The message names no document. */
export class BulkRefused extends Error {
  readonly statuses: readonly number[];

  constructor(statuses: readonly number[]) {
    super(`${statuses.length} documents were refused: ${[...new Set(statuses)].join(', ')}`);
    this.name = 'BulkRefused';
    this.statuses = statuses;
  }
}

const foundAnswers = z.object({ responses: z.array(z.looseObject({ status: z.int() })) });

/** One of several searches has failed. The message does not tell what was searched for. */
export class SearchRefused extends Error {
  constructor(status: number) {
    super(`a search was refused: ${status}`);
    this.name = 'SearchRefused';
  }
}

const TOO_MANY_REQUESTS = 429;
const isPassing = (status: number) => status === TOO_MANY_REQUESTS || status >= 500;

/** OpenSearch is away or overloaded: the same may be sent again later. What it refuses for itself is not. */
export const isAway = (error: unknown): boolean => {
  if (error instanceof BulkRefused) return error.statuses.every(isPassing);
  if (error instanceof errors.ResponseError) return isPassing(error.statusCode);

  return error instanceof errors.OpenSearchClientError;
};

export interface Call {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number>>;
  readonly body?: Readonly<Record<string, unknown>>;
  readonly signal?: AbortSignal | undefined;
}

/** One request to OpenSearch, which dies with its client, and whose answer is checked. */
export const createOpensearchCalls = (client: Pick<Client, 'transport'>) => {
  const send = async ({ signal, query, ...params }: Call & { bulkBody?: Record<string, unknown>[] }) => {
    signal?.throwIfAborted();
    const request = client.transport.request({ ...params, querystring: { ...query } });
    const abort = () => void request.abort();
    signal?.addEventListener('abort', abort);
    try {
      const answer: { body: unknown } = await request;
      return answer.body;
    } catch (error) {
      signal?.throwIfAborted();
      throw error;
    } finally {
      signal?.removeEventListener('abort', abort);
    }
  };

  return {
    send,

    async ask<S extends z.ZodType>(schema: S, call: Call): Promise<z.output<S>> {
      return schema.parse(await send(call));
    },

    /** Null where what is asked for is not there. */
    async askIfThere<S extends z.ZodType>(schema: S, call: Call): Promise<z.output<S> | null> {
      try {
        return schema.parse(await send(call));
      } catch (error) {
        if (error instanceof errors.ResponseError && error.statusCode === NOT_FOUND) return null;
        throw error;
      }
    },

    /**
     * Several searches in one round trip.
     * @throws SearchRefused where one of them fails
     */
    async searchAll(
      searches: readonly Record<'header' | 'body', Readonly<Record<string, unknown>>>[],
      signal: AbortSignal | undefined,
    ): Promise<unknown[]> {
      const lines = searches.flatMap(({ header, body }) => [header, body]);
      const { responses } = foundAnswers.parse(
        await send({ method: 'POST', path: '/_msearch', bulkBody: lines, signal }),
      );
      const refused = responses.find(({ status }) => status >= 300);
      if (refused) throw new SearchRefused(refused.status);

      return responses;
    },

    /**
     * Into aliases only: an index that somebody deletes meanwhile is not made again by a write to it.
     * @throws BulkRefused for those that were not taken; the others are in
     */
    async bulk(lines: Record<string, unknown>[]): Promise<void> {
      if (lines.length === 0) return;

      const { items } = bulkAnswer.parse(
        await send({ method: 'POST', path: '/_bulk', query: { require_alias: 'true' }, bulkBody: lines }),
      );
      const refused = items
        .flatMap((item) => Object.values(item))
        .map(({ status }) => status)
        .filter((status) => !isDone(status));
      if (refused.length > 0) throw new BulkRefused(refused);
    },
  };
};

export type OpensearchCalls = ReturnType<typeof createOpensearchCalls>;
