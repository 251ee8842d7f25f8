import { createCursor, cutPage, pageSize } from '@soomcare/http';
import { storedInstant } from '@soomcare/member-rows';
import { z } from 'zod';

import type { Asker } from '../asker.ts';
import type { PostingRules } from '../posting-rules.ts';
import { postErrors } from './post.errors.ts';
import type { PostPresenter } from './post-presenter.ts';
import type { ListPosts, PostCardView, PostView } from './post.schemas.ts';
import type { PostViewRepository, Reader } from './post-view.repository.ts';
import type { SeenPost } from './post-view.sql.ts';

export interface PostReaderDeps {
  readonly views: PostViewRepository;
  readonly presenter: PostPresenter;
  readonly rules: Pick<PostingRules, 'hiddenAuthorsFor'>;
}

const cursor = createCursor(z.strictObject({ createdAt: storedInstant, id: z.uuid() }));

/** What a member sees of the boards. */
export const createPostReader = ({ views, presenter, rules }: PostReaderDeps) => {
  const readerOf = async (memberId: string): Promise<Reader> => ({
    memberId,
    hiddenAuthors: await rules.hiddenAuthorsFor(memberId),
  });

  /** @throws POST_NOT_FOUND also for what this reader does not see */
  const getVisible = async (reader: Reader, id: string): Promise<SeenPost> => {
    const post = await views.find(reader, id);
    if (!post) throw postErrors.POST_NOT_FOUND();
    return post;
  };

  return {
    readerOf,
    find: views.find,
    getVisible,

    canRead: async (memberId: string, id: string): Promise<boolean> =>
      (await views.find(await readerOf(memberId), id)) !== null,

    get: async (asker: Asker, id: string): Promise<PostView> =>
      presenter.one(await getVisible(await readerOf(asker.memberId), id), asker),

    async list(
      asker: Asker,
      query: ListPosts,
    ): Promise<{ items: PostCardView[]; nextCursor: string | null }> {
      const after = query.cursor === undefined ? null : cursor.decode(query.cursor);
      const limit = pageSize(query);
      const page = { board: query.board ?? null, after, limit: limit + 1 };

      const found = await views.list(await readerOf(asker.memberId), page);
      const { items, nextCursor } = cutPage(found, limit, ({ createdAt, id }) =>
        cursor.encode({ createdAt, id }),
      );
      return { items: await presenter.cards(items, asker), nextCursor };
    },
  };
};

export type PostReader = ReturnType<typeof createPostReader>;
