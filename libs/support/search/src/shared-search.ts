import { type FallbackSearch } from './fallback-search.ts';
import { type SearchQuery } from './search-index.ts';

/** Gives the answer to a key, by what is kept or by the work. */
export type Keep<Answer> = (key: string, work: () => Promise<Answer>) => Promise<Answer>;

export interface SharedSearchDeps {
  readonly search: FallbackSearch;
  /** Whether a member has documents that nobody else finds. */
  readonly hasOwn: (memberId: string) => Promise<boolean>;
  /** Without it no answer is given twice. */
  readonly keep?: Keep<Answered> | undefined;
}

type Answered = Awaited<ReturnType<FallbackSearch['query']>>;

/** One search for all who joined it. */
interface Round<Answer> {
  readonly answer: Promise<Answer>;
  readonly ending: AbortController;
  waiting: number;
}

interface Lane<Answer> {
  running: Round<Answer>;
  next: Round<Answer> | null;
}

/** Rejects when `signal` aborts, whatever becomes of the answer. */
const unlessAborted = <Answer>(answer: Promise<Answer>, signal: AbortSignal | undefined): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const leave = () => {
      reject(signal?.reason as Error);
    };
    signal?.addEventListener('abort', leave, { once: true });
    answer.then(resolve, reject).finally(() => signal?.removeEventListener('abort', leave));
  });

/**
 * Equal pieces of work, each begun after the one before has ended. Whoever comes while one runs shares the next with
 * all who wait for it: nobody gets an answer that is older than their question. It ends when all who wait have left.
 */
const createRounds = <Answer>() => {
  const lanes = new Map<string, Lane<Answer>>();

  const begin = (before: Promise<unknown>, work: (signal: AbortSignal) => Promise<Answer>): Round<Answer> => {
    const ending = new AbortController();
    const answer = before.then(() => {
      ending.signal.throwIfAborted();
      return work(ending.signal);
    });
    // Also where everybody who would hear of it has left.
    answer.catch(() => {});
    return { answer, ending, waiting: 0 };
  };

  const over = (round: Round<Answer>): Promise<unknown> => round.answer.catch(() => {});

  const follow = (key: string, lane: Lane<Answer>): void => {
    void over(lane.running).then(() => {
      if (!lane.next) {
        lanes.delete(key);
        return;
      }
      [lane.running, lane.next] = [lane.next, null];
      follow(key, lane);
    });
  };

  const joinable = (key: string, work: (signal: AbortSignal) => Promise<Answer>): Round<Answer> => {
    const lane = lanes.get(key);
    if (!lane) {
      const running = begin(Promise.resolve(), work);
      const made = { running, next: null };
      lanes.set(key, made);
      follow(key, made);
      return running;
    }
    if (!lane.next || lane.next.ending.signal.aborted) lane.next = begin(over(lane.running), work);
    return lane.next;
  };

  return async (
    key: string,
    signal: AbortSignal | undefined,
    work: (signal: AbortSignal) => Promise<Answer>,
  ): Promise<Answer> => {
    signal?.throwIfAborted();
    const round = joinable(key, work);
    round.waiting += 1;
    try {
      return await unlessAborted(round.answer, signal);
    } finally {
      round.waiting -= 1;
      if (round.waiting === 0) round.ending.abort();
    }
  };
};

/** What an answer depends on; members who have nothing of their own find the same. */
const keyOf = ({ text, viewer, kinds, language, limit, cursor }: SearchQuery, finder: string): string =>
  JSON.stringify([text, finder, viewer.blockedMemberIds.toSorted(), kinds, language, limit, cursor]);

/** A search that works out only once what many ask for at the same time, as in the minute after a warning. */
export const createSharedSearch = ({
  search,
  hasOwn,
  keep = (_key, work) => work(),
}: SharedSearchDeps): FallbackSearch => {
  const rounds = createRounds<Answered>();

  const finderOf = async ({ viewer: { memberId } }: SearchQuery): Promise<string> => {
    if (memberId === null) return 'guest';
    return (await hasOwn(memberId)) ? memberId : 'member';
  };

  return {
    async query(query) {
      const key = keyOf(query, await finderOf(query));
      return keep(key, () => rounds(key, query.signal, (signal) => search.query({ ...query, signal })));
    },

    suggest: search.suggest,
  };
};
