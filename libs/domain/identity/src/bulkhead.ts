import { httpErrors } from '@soomcare/http';

export interface BulkheadOptions {
  /** How many may run at once. */
  readonly running: number;
  /** How many may wait for a place; one more is answered with 503 at once. */
  readonly waiting: number;
  /** How long one may wait: behind work that hangs, a long queue would outlast every client. */
  readonly waitingMs?: number;
}

/** Runs work in a bounded number of places. */
export type Bulkhead = <T>(work: () => Promise<T>) => Promise<T>;

/** A full queue drains within about this time. */
const RETRY_AFTER_SECONDS = '2';

/** Keeps one costly kind of work from taking the whole process; throws SERVICE_UNAVAILABLE when its queue is full. */
export const createBulkhead = ({ running, waiting, waitingMs = 1_000 }: BulkheadOptions): Bulkhead => {
  const queue: (() => void)[] = [];
  let busy = 0;

  const refused = () => httpErrors.SERVICE_UNAVAILABLE({ headers: { 'Retry-After': RETRY_AFTER_SECONDS } });

  const enter = (): Promise<void> | void => {
    if (busy < running) {
      busy += 1;
      return;
    }
    if (queue.length >= waiting) throw refused();

    return new Promise((resolve, reject) => {
      const start = () => {
        clearTimeout(deadline);
        resolve();
      };
      const deadline = setTimeout(() => {
        queue.splice(queue.indexOf(start), 1);
        reject(refused());
      }, waitingMs);
      queue.push(start);
    });
  };

  // A place is handed over, not freed and fought for: a newcomer cannot overtake the queue.
  const leave = () => {
    const next = queue.shift();
    if (next) next();
    else busy -= 1;
  };

  return async (work) => {
    await enter();
    try {
      return await work();
    } finally {
      leave();
    }
  };
};
