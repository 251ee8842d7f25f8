import type { ServerResponse } from 'node:http';

import { addressKey, type Limit, type RateLimiter } from '@soomcare/http';

import type { ShareLinkRepository } from './share-link.repository.ts';
import { TOKEN_LENGTH } from './share-link.entity.ts';
import { goneSharePage, PAGE_HEADERS, renderSharePage } from './share-page.ts';

export const SHARED_POSTS_PATH = '/shared-posts';

/** Loose, as one address may stand for many people; a token of 128 bits is not guessed anyway. */
const PAGES_PER_ADDRESS: Limit = { name: 'shared-posts', points: 120, seconds: 60 };

export interface SharePagesDeps {
  readonly links: Pick<ShareLinkRepository, 'findShared'>;
  readonly rateLimiter: RateLimiter;
  readonly publicUrl: string;
}

/** What the HTTP app's requests have of what is needed here. */
export interface PageRequest {
  readonly method: string;
  readonly path: string;
  readonly ip?: string | undefined;
}

const tokenIn = new RegExp(`^${SHARED_POSTS_PATH}/([\\w-]{${TOKEN_LENGTH}})$`);

/** Serves shared posts below no prefix. No contract: the answers are pages for a person. */
export const createSharePages =
  ({ links, rateLimiter, publicUrl }: SharePagesDeps) =>
  async (
    { method, path, ip }: PageRequest,
    response: ServerResponse & { readonly locals: Record<string, unknown> },
    next: () => void,
  ): Promise<void> => {
    const token = tokenIn.exec(path)?.[1];
    if (token === undefined || !['GET', 'HEAD'].includes(method)) return next();

    response.locals['route'] = `${SHARED_POSTS_PATH}/{token}`;
    await rateLimiter.consume(PAGES_PER_ADDRESS, addressKey(ip ?? ''));
    const post = await links.findShared(token);
    response
      .writeHead(post ? 200 : 404, PAGE_HEADERS)
      .end(post ? renderSharePage(post, `${publicUrl}${path}`) : goneSharePage);
  };
