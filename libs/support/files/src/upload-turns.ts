import { fileErrors } from './file.errors.ts';

/** Runs work when no other turn runs. */
export type Alone = <T>(work: () => Promise<T>) => Promise<T>;

const RETRY_AFTER_SECONDS = '5';

export interface UploadLimits {
  readonly inAll: number;
  /** Of one member, so that nobody who sends slowly keeps all others waiting. */
  readonly ofOne: number;
}

/**
 * How many uploads a process has in hand, each with its file on the disk, and that it decodes one at a time: a
 * picture of 40 megapixels takes 160 MB while it is decoded.
 */
export const createUploadTurns = ({ inAll, ofOne }: UploadLimits) => {
  /** Whose uploads are in hand. */
  const inHand: string[] = [];
  let last: Promise<unknown> = Promise.resolve();

  const alone: Alone = (work) => {
    const mine = last.then(work);
    last = mine.catch(() => {});
    return mine;
  };

  return {
    /** @throws UPLOADS_BUSY at once where too many are in hand */
    async enter<T>(memberId: string, work: (alone: Alone) => Promise<T>): Promise<T> {
      if (inHand.length >= inAll || inHand.filter((each) => each === memberId).length >= ofOne) {
        throw fileErrors.UPLOADS_BUSY({ headers: { 'Retry-After': RETRY_AFTER_SECONDS } });
      }

      inHand.push(memberId);
      try {
        return await work(alone);
      } finally {
        inHand.splice(inHand.indexOf(memberId), 1);
      }
    },
  };
};

export type UploadTurns = ReturnType<typeof createUploadTurns>;
