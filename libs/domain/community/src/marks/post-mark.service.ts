import type { Database, Transaction } from '@soomcare/database';
import { createCursor, cutPage, pageSize } from '@soomcare/http';
import { storedInstant } from '@soomcare/member-rows';
import { z } from 'zod';

import type { Asker } from '../asker.ts';
import type { PostCounts } from '../posts/post-counts.repository.ts';
import { postErrors } from '../posts/post.errors.ts';
import type { PostPresenter } from '../posts/post-presenter.ts';
import type { PostReader } from '../posts/post-reader.service.ts';
import type { PostMarkRepository } from './post-mark.repository.ts';
import type { ListBookmarks, PostBookmarkView } from './post-mark.schemas.ts';

export interface PostMarkDeps {
  readonly database: Database;
  readonly marks: PostMarkRepository;
  readonly counts: PostCounts;
  readonly posts: { readonly reader: PostReader; readonly presenter: PostPresenter };
  readonly now: () => Date;
}

const cursor = createCursor(z.strictObject({ bookmarkedAt: storedInstant, id: z.uuid() }));

/** Likes, which all see counted, and bookmarks, which are the member's own. Doing either twice is doing it once. */
export const createPostMarkService = ({ database, marks, counts, posts, now }: PostMarkDeps) => {
  const requireVisible = async (memberId: string, postId: string) => {
    await posts.reader.getVisible(await posts.reader.readerOf(memberId), postId);
  };

  const change = async (
    memberId: string,
    postId: string,
    by: 1 | -1,
    act: (tx: Transaction) => Promise<boolean>,
  ): Promise<void> => {
    await requireVisible(memberId, postId);

    await database.transaction(async (tx) => {
      if (!(await counts.lock(postId, tx))) throw postErrors.POST_NOT_FOUND();
      if (await act(tx)) await counts.addLikes(postId, by, tx);
    });
  };

  return {
    like: (memberId: string, postId: string) =>
      change(memberId, postId, 1, (tx) => marks.like(memberId, postId, now(), tx)),

    unlike: (memberId: string, postId: string) =>
      change(memberId, postId, -1, (tx) => marks.unlike(memberId, postId, tx)),

    async bookmark(memberId: string, postId: string): Promise<void> {
      await requireVisible(memberId, postId);

      await marks.bookmark(memberId, postId, now());
    },

    async removeBookmark(memberId: string, postId: string): Promise<void> {
      await requireVisible(memberId, postId);

      await marks.removeBookmark(memberId, postId);
    },

    async listBookmarks(
      asker: Asker,
      query: ListBookmarks,
    ): Promise<{ items: PostBookmarkView[]; nextCursor: string | null }> {
      const after = query.cursor === undefined ? null : cursor.decode(query.cursor);
      const limit = pageSize(query);
      const reader = await posts.reader.readerOf(asker.memberId);

      const found = await marks.listBookmarks(reader, after, limit + 1);
      const { items, nextCursor } = cutPage(found, limit, ({ bookmarkedAt, id }) =>
        cursor.encode({ bookmarkedAt, id }),
      );
      const cards = await posts.presenter.cards(items, asker);
      const bookmarks = cards.flatMap((post, index): PostBookmarkView[] => {
        const bookmarkedAt = items[index]?.bookmarkedAt;
        return bookmarkedAt === undefined ? [] : [{ post, bookmarkedAt }];
      });
      return { items: bookmarks, nextCursor };
    },
  };
};

export type PostMarkService = ReturnType<typeof createPostMarkService>;
