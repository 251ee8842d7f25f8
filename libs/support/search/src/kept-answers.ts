import { type Versions } from '@soomcare/cache';
import { LRUCache } from 'lru-cache';

/** However a change went unnoticed, no answer outlives this. */
const KEPT_MS = 500;
/** A process works out no more in that time; a page of 100 has some 60 kB. */
const MAX_KEPT = 200;

/** Whose version changes with all that can be found. */
export const searchOwner = 'search';

interface Kept<Answer> {
  readonly version: string;
  readonly diesAtMs: number;
  readonly answer: Answer;
}

export interface KeptAnswersDeps {
  readonly versions: Pick<Versions, 'current'>;
  readonly now: () => Date;
}

/** Answers that are given again for a moment, as long as nobody has changed what can be found. */
export const createKeptAnswers = <Answer extends object>({ versions, now }: KeptAnswersDeps) => {
  const kept = new LRUCache<string, Kept<Answer>>({ max: MAX_KEPT });

  return async (key: string, work: () => Promise<Answer>): Promise<Answer> => {
    const version = await versions.current(searchOwner);
    const atMs = now().getTime();
    const known = kept.get(key);
    if (known && known.version === version && atMs < known.diesAtMs) return known.answer;

    const answer = await work();
    if (version !== null) kept.set(key, { version, diesAtMs: atMs + KEPT_MS, answer });
    return answer;
  };
};
