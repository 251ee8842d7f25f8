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
  readonly opensearch:
    Pick<OpensearchIndex, 'copy' | 'copySince' | 'repairDrift' | 'eraseMember'> | undefined;
  readonly now: () => Date;
}

const COPY = 'search.copy';
const CATCH_UP = 'search.catch-up';
const FORGET = 'search.forget';
const copyPayload = z.array(z.object({ kind: z.string(), id: z.uuid() }));
/** The name tells one such message from the next. */
const catchUpPayload = z.object({ name: z.uuid(), since: z.iso.datetime().optional() });
const forgetPayload = z.object({ memberId: z.uuid() });

/** As many keys as a message holds. */
const BATCH = 200;
/** While OpenSearch is away it is tried so often, so that the copies are right soon after its return. */
const AGAIN_SECONDS = 5;
/** More than one message has time for is done by several. */
const MOST_COPIED = 500;
/** A message is seldom later than this, and what was written earlier is found by the comparison. */
const LATEST_MS = 60_000;
/** So long nobody asks an OpenSearch that has just failed: mails wait behind these messages. */
const PAUSE_MS = 2_000;
const FAILURES = 2;

/** What OpenSearch has to take over, told by messages in the outbox. */
export const createCopyMessages = ({ database, outbox, opensearch, now }: CopyMessagesDeps) => {
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
   * While OpenSearch is away all copy messages end, and one message stands for them that copies what was written since
   * and finds what differs: however long an outage is, nothing piles up. What ends before it comes is covered by it.
   */
  let cover = { name: '', since: '', until: -Infinity, added: Promise.resolve() };
  const uncover = (): void => {
    cover = { ...cover, until: -Infinity };
  };
  const catchUpLater = async (since: string): Promise<void> => {
    if (performance.now() >= cover.until || since < cover.since) {
      const name = randomUUID();
      const until = performance.now() + AGAIN_SECONDS * 1_000;
      cover = { name, since, until, added: again(CATCH_UP, { name, since }, AGAIN_SECONDS) };
    }
    try {
      await cover.added;
    } catch (error) {
      uncover();
      throw error;
    }
  };
  const longEnoughAgo = (): string => new Date(now().getTime() - LATEST_MS).toISOString();

  /** @returns from when on another message has to go on, if at all */
  const catchUp = async (index: NonNullable<typeof opensearch>, since: string): Promise<string | null> => {
    const next = await index.copySince(new Date(since), { atMost: MOST_COPIED });
    if (next) return next.toISOString();

    const repaired = await index.repairDrift({ atMost: MOST_COPIED });
    return repaired >= MOST_COPIED ? now().toISOString() : null;
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
        if (opensearch && !(await isDone(() => opensearch.copy(keys)))) await catchUpLater(longEnoughAgo());
      },
      async [CATCH_UP](payload: unknown): Promise<void> {
        if (!opensearch) return;

        const { name, since = longEnoughAgo() } = catchUpPayload.parse(payload);
        if (name === cover.name) uncover();
        let next: string | null = null;
        const work = async () => {
          next = await catchUp(opensearch, since);
        };
        if (!(await isDone(work))) await catchUpLater(since);
        else if (next !== null) await again(CATCH_UP, { name, since: next }, 0);
      },
      async [FORGET](payload: unknown): Promise<void> {
        const { memberId } = forgetPayload.parse(payload);
        if (opensearch && !(await isDone(() => opensearch.eraseMember(memberId))))
          await again(FORGET, { memberId }, AGAIN_SECONDS);
      },
    },
  };
};
