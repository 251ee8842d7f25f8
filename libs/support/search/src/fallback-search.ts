import { ProblemError } from '@soomcare/http';
import { type Logger } from '@soomcare/observability';
import { circuitBreaker, ConsecutiveBreaker, handleWhen } from 'cockatiel';

import { type SearchAnswer, type SearchIndex, type SearchQuery, type SuggestQuery } from './search-index.ts';

type Searchable = Pick<SearchIndex, 'query' | 'suggest'>;

export interface FallbackSearchDeps {
  readonly first: Searchable;
  /** Answers when the first does not. */
  readonly second: Searchable;
  readonly logger: Logger;
  readonly deadlineMs?: number | undefined;
  readonly pauseMs?: number;
}

const DEADLINE_MS = 300;
/** So many failures in a row, and for so long nobody waits for the first engine. */
const FAILURES = 5;
const PAUSE_MS = 5_000;

const isClientsDoing = (error: unknown): boolean =>
  error instanceof ProblemError || (error instanceof DOMException && error.name === 'AbortError');

/** Searches with one engine, and with the other while the first is slow or gone. */
export const createFallbackSearch = ({
  first,
  second,
  logger,
  deadlineMs = DEADLINE_MS,
  pauseMs = PAUSE_MS,
}: FallbackSearchDeps) => {
  const breaker = circuitBreaker(
    handleWhen((error) => !isClientsDoing(error)),
    { halfOpenAfter: pauseMs, breaker: new ConsecutiveBreaker(FAILURES) },
  );
  breaker.onBreak((failure) => {
    const cause = 'error' in failure && failure.error instanceof Error ? failure.error.name : undefined;
    logger.warn({ pauseMs, cause }, 'the search engine does not answer; MySQL answers in its place');
  });
  breaker.onReset(() => {
    logger.info('the search engine answers again');
  });

  const answer = async <Answer>(
    signal: AbortSignal | undefined,
    ask: (engine: Searchable, signal: AbortSignal | undefined) => Promise<Answer>,
  ): Promise<{ answer: Answer; degraded: boolean }> => {
    try {
      const patience = AbortSignal.any([...(signal ? [signal] : []), AbortSignal.timeout(deadlineMs)]);
      return { answer: await breaker.execute(() => ask(first, patience)), degraded: false };
    } catch (error) {
      if (isClientsDoing(error)) throw error;
      return { answer: await ask(second, signal), degraded: true };
    }
  };
  const withSignal = <Q extends SearchQuery | SuggestQuery>(query: Q, signal: AbortSignal | undefined): Q =>
    signal ? { ...query, signal } : query;

  return {
    /** `degraded` where the second engine has answered. */
    async query(query: SearchQuery): Promise<SearchAnswer & { degraded: boolean }> {
      const { answer: found, degraded } = await answer(query.signal, (engine, signal) =>
        engine.query(withSignal(query, signal)),
      );
      return { ...found, degraded };
    },

    async suggest(query: SuggestQuery): Promise<string[]> {
      const { answer: titles } = await answer(query.signal, (engine, signal) =>
        engine.suggest(withSignal(query, signal)),
      );
      return titles;
    },
  };
};

export type FallbackSearch = ReturnType<typeof createFallbackSearch>;
