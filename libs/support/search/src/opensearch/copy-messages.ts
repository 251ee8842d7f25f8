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
  readonly opensearch: Pick<OpensearchIndex, 'copy' | 'eraseMember'> | undefined;
}

const COPY = 'search.copy';
const FORGET = 'search.forget';
const copyPayload = z.array(z.object({ kind: z.string(), id: z.uuid() }));
const forgetPayload = z.object({ memberId: z.uuid() });

/** As many keys as a message holds. */
const BATCH = 200;
/** While OpenSearch is away a message comes again so often, so that the copies are right soon after its return. */
const AGAIN_SECONDS = 5;
/** So long nobody asks an OpenSearch that has just failed: mails wait behind these messages. */
const PAUSE_MS = 2_000;
const FAILURES = 2;

/** What OpenSearch has to take over, told by messages in the outbox. */
export const createCopyMessages = ({ database, outbox, opensearch }: CopyMessagesDeps) => {
  const breaker = circuitBreaker(handleWhen(isAway), {
    halfOpenAfter: PAUSE_MS,
    breaker: new ConsecutiveBreaker(FAILURES),
  });

  /** Once OpenSearch is there; until then the message never dies. */
  const untilDone = async (message: { topic: string; payload: unknown }, work: () => Promise<unknown>) => {
    try {
      await breaker.execute(work);
    } catch (error) {
      if (!isAway(error) && !(error instanceof BrokenCircuitError)) throw error;

      await database.transaction((tx) => outbox.add(tx, { ...message, delaySeconds: AGAIN_SECONDS }));
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
        if (opensearch) await untilDone({ topic: COPY, payload }, () => opensearch.copy(keys));
      },
      async [FORGET](payload: unknown): Promise<void> {
        const { memberId } = forgetPayload.parse(payload);
        if (opensearch) await untilDone({ topic: FORGET, payload }, () => opensearch.eraseMember(memberId));
      },
    },
  };
};
