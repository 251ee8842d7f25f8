import { scrub } from '@soomcare/observability';

const MAX_ERROR_LENGTH = 200;

export class UnknownTopic extends Error {
  constructor() {
    super('no handler for this topic');
    this.name = 'UnknownTopic';
  }
}

export class DeliveryTimeout extends Error {
  constructor() {
    super('the handler took longer than the lease');
    this.name = 'DeliveryTimeout';
  }
}

/** What `last_error` keeps: the kind and the message without addresses and tokens, cut short. */
export const describeFailure = (error: unknown): string => {
  if (!(error instanceof Error)) return typeof error;

  return scrub(`${error.name}: ${error.message}`).replaceAll(/\s+/g, ' ').slice(0, MAX_ERROR_LENGTH);
};

/** Rejects with DeliveryTimeout when the work takes longer; the work itself cannot be stopped and goes on. */
export const withDeadline = async (work: Promise<void>, deadlineMs: number): Promise<void> => {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new DeliveryTimeout());
    }, deadlineMs);
  });
  try {
    await Promise.race([work, deadline]);
  } finally {
    clearTimeout(timer);
  }
};
