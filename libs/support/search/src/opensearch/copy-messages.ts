import { randomUUID } from 'node:crypto';

import { type Database, type Transaction } from '@soomcare/database';
import { BrokenCircuitError, circuitBreaker, ConsecutiveBreaker, handleWhen } from 'cockatiel';
import { z } from 'zod';

import { type DocumentKey } from '../search-index.ts';
import { isAway } from './opensearch-calls.ts';
import { type OpensearchIndex } from './opensearch-index.ts';

export interface CopyMessagesDeps {
  readonly database: Database;
  readonly outbox: {
    add(tx: Transaction, message: { topic: string; payload: unknown; delaySeconds?: number }): Promise<void>;
  };
  /** Undefined where MySQL searches: messages of a time when OpenSearch was on then end unread. */
  readonly opensearch: Pick<OpensearchIndex, 'copy' | 'repairDrift' | 'eraseMember'> | undefined;
}

const COPY = 'search.copy';
const CATCH_UP = 'search.catch-up';
const FORGET = 'search.forget';
const copyPayload = z.array(z.object({ kind: z.string(), id: z.uuid() }));
/** Tells one such message from the next. */
const catchUpPayload = z.object({ name: z.uuid() });
const forgetPayload = z.object({ memberId: z.uuid() });

/** As many keys as a message holds. */
const BATCH = 200;
/** While OpenSearch is away it is tried so often, so that the copies are right soon after its return. */
const AGAIN_SECONDS = 5;
/** More than one message has time for is done by several. */
const MOST_REPAIRED = 500;
/** So long nobody asks an OpenSearch that has just failed: mails wait behind these messages. */
const PAUSE_MS = 2_000;
const FAILURES = 2;

/** What OpenSearch has to take over, told by messages in the outbox. */
export const createCopyMessages = ({ database, outbox, opensearch }: CopyMessagesDeps) => {
  const breaker = circuitBreaker(handleWhen(isAway), {
    halfOpenAfter: PAUSE_MS,
    breaker: new ConsecutiveBreaker(FAILURES),
  });

  /** @returns false where OpenSearch is away; what it refuses for itself is thrown */
  const isDone = async (work: () => Promise<unknown>): Promise<boolean> => {
    try {
      await breaker.execute(work);
      return true;
    } catch (error) {
      if (!isAway(error) && !(error instanceof BrokenCircuitError)) throw error;
      return false;
    }
  };

  const again = (topic: string, payload: object, delaySeconds: number): Promise<void> =>
    database.transaction((tx) => outbox.add(tx, { topic, payload, delaySeconds }));

  /**
   * While OpenSearch is away all copy messages end, and one message stands for them that finds what differs: however
   * long an outage is, nothing piles up. What ends before that message comes is covered by it.
   */
  let cover = { name: '', until: -Infinity, added: Promise.resolve() };
  const uncover = (): void => {
    cover = { ...cover, until: -Infinity };
  };
  const catchUpLater = async (): Promise<void> => {
    if (performance.now() >= cover.until) {
      const name = randomUUID();
      const until = performance.now() + AGAIN_SECONDS * 1_000;
      cover = { name, until, added: again(CATCH_UP, { name }, AGAIN_SECONDS) };
    }
    try {
      await cover.added;
    } catch (error) {
      uncover();
      throw error;
    }
  };

  const copyLater = async (documents: readonly DocumentKey[], tx: Transaction): Promise<void> => {
    if (!opensearch) return;

    const keys = documents.map(({ kind, id }) => ({ kind, id }));
    for (let at = 0; at < keys.length; at += BATCH) {
      await outbox.add(tx, { topic: COPY, payload: keys.slice(at, at + BATCH) });
    }
  };

  return {
    copyLater,

    async forgetLater(memberId: string, tx: Transaction): Promise<void> {
      if (opensearch) await outbox.add(tx, { topic: FORGET, payload: { memberId } });
    },

    /** For the relay. */
    handlers: {
      async [COPY](payload: unknown): Promise<void> {
        const keys = copyPayload.parse(payload);
        if (opensearch && !(await isDone(() => opensearch.copy(keys)))) await catchUpLater();
      },
      async [CATCH_UP](payload: unknown): Promise<void> {
        if (!opensearch) return;

        const { name } = catchUpPayload.parse(payload);
        if (name === cover.name) uncover();
        let repaired = 0;
        const repair = async () => {
          repaired = await opensearch.repairDrift({ atMost: MOST_REPAIRED });
        };
        if (!(await isDone(repair))) await catchUpLater();
        else if (repaired >= MOST_REPAIRED) await again(CATCH_UP, { name }, 0);
      },
      async [FORGET](payload: unknown): Promise<void> {
        const { memberId } = forgetPayload.parse(payload);
        if (opensearch && !(await isDone(() => opensearch.eraseMember(memberId))))
          await again(FORGET, { memberId }, AGAIN_SECONDS);
      },
    },
  };
};
