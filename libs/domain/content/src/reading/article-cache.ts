import { randomUUID } from 'node:crypto';

import { type Cache, createSingleFlight } from '@soomcare/cache';

import { type Language, languages } from '../articles/article.entity.ts';
import type { LiveArticle } from './live-article.repository.ts';

/** How long a text that should be gone may be seen where Redis could not be told. */
const KEPT_MS = 60_000;
/** Spread, so that texts that were loaded together do not run out together. */
const JITTER_MS = 30_000;
/** Longer than any read of the database may take. */
const LEASE_MS = 5_000;
const LEASE = 'lease:';
/** To be raised when `LiveArticle` changes: during a deploy both programs run, each with copies of its own shape. */
const SHAPE = 1;

/** Keeps the text only where the reader's lease still stands: a purge meanwhile has taken it away. */
const KEEP_UNDER_LEASE = `if redis.call('GET', KEYS[1]) == ARGV[1] then
  return redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3]) end`;

/** A text, and for how long it is certain to stay the one to show (null: until it is purged). */
export interface Loaded {
  readonly article: LiveArticle;
  readonly staysMs: number | null;
}

export interface ArticleCacheDeps {
  readonly cache: Cache;
  /** 0 up to 1. */
  readonly random?: () => number;
}

/**
 * Copies of published articles in Redis, one for each slug and wanted language. Of equal reads at one time a process
 * makes one. A reader who finds nothing leaves a lease first, so that what was read before a publication cannot be
 * kept after it. Without Redis every read loads.
 */
export const createArticleCache = ({ cache, random = Math.random }: ArticleCacheDeps) => {
  const { redis } = cache;
  const singleFlight = createSingleFlight();
  const articleKey = (slug: string, language: Language) => cache.key('article', SHAPE, language, slug);

  const keep = async (key: string, lease: string, { article, staysMs }: Loaded) => {
    const keptMs = Math.min(KEPT_MS + Math.floor(random() * JITTER_MS), staysMs ?? Infinity);
    if (keptMs > 0) await redis.eval(KEEP_UNDER_LEASE, 1, key, lease, JSON.stringify(article), keptMs);
  };

  const loadAndKeep = async (key: string, load: () => Promise<Loaded | null>) => {
    const lease = `${LEASE}${randomUUID()}`;
    const answer = cache.isUp() ? await redis.set(key, lease, 'PX', LEASE_MS, 'NX').catch(() => null) : null;
    const loaded = await load();
    // What Redis does not keep is loaded again.
    if (answer !== null && loaded) await keep(key, lease, loaded).catch(() => undefined);
    return loaded?.article ?? null;
  };

  return {
    async read(
      slug: string,
      language: Language,
      load: () => Promise<Loaded | null>,
    ): Promise<LiveArticle | null> {
      const key = articleKey(slug, language);
      const kept = cache.isUp() ? await redis.get(key).catch(() => null) : null;
      // Only `keep` writes here, so what is no lease is an article.
      if (kept !== null && !kept.startsWith(LEASE)) return JSON.parse(kept) as LiveArticle;

      return singleFlight(key, () => loadAndKeep(key, load));
    },

    /** After the commit of whatever changed what readers see. Never rejects: a copy dies by itself soon. */
    async purge(slug: string): Promise<void> {
      await redis.del(...languages.map((language) => articleKey(slug, language))).catch(() => 0);
    },
  };
};

export type ArticleCache = ReturnType<typeof createArticleCache>;
