import { createCursor, cutPage, pageSize } from '@soomcare/http';
import { z } from 'zod';

import type { Asker } from '../asker.ts';
import type { AuthorsOf } from '../authors/author.ts';
import type { PostReader } from '../posts/post-reader.service.ts';
import type { Reader } from '../posts/post-view.repository.ts';
import { commentErrors } from './comment.errors.ts';
import { presentComment } from './comment-presenter.ts';
import type { CommentRepository, SeenComment } from './comment.repository.ts';
import type { CommentView, ListComments } from './comment.schemas.ts';

export interface CommentReaderDeps {
  readonly comments: CommentRepository;
  readonly posts: PostReader;
  readonly authorsOf: AuthorsOf;
}

const cursor = createCursor(z.strictObject({ threadNumber: z.int().min(1), number: z.int().min(1) }));

/** What a member sees below a post. Of what was removed the place stays while replies hang on it. */
export const createCommentReader = ({ comments, posts, authorsOf }: CommentReaderDeps) => {
  const namesOf = (found: readonly SeenComment[]) =>
    authorsOf([...new Set(found.flatMap(({ memberId }) => memberId ?? []))]);

  return {
    async list(
      asker: Asker,
      postId: string,
      query: ListComments,
    ): Promise<{ items: CommentView[]; nextCursor: string | null }> {
      const after = query.cursor === undefined ? null : cursor.decode(query.cursor);
      const limit = pageSize(query);
      const reader = await posts.readerOf(asker.memberId);
      await posts.getVisible(reader, postId);

      const found = await comments.list(reader.hiddenAuthors, postId, { after, limit: limit + 1 });
      const { items, nextCursor } = cutPage(found, limit, ({ threadNumber, number }) =>
        cursor.encode({ threadNumber, number }),
      );
      const authors = await namesOf(items);
      return { items: items.map((comment) => presentComment(comment, authors, asker)), nextCursor };
    },

    async get(asker: Asker, id: string): Promise<CommentView> {
      const reader = await posts.readerOf(asker.memberId);
      const comment = await comments.find(reader.hiddenAuthors, id);
      const isVisible = comment && (await posts.find(reader, comment.postId));
      if (!isVisible) throw commentErrors.COMMENT_NOT_FOUND();

      return presentComment(comment, await namesOf([comment]), asker);
    },

    /** @throws COMMENT_NOT_REPLYABLE unless it is a comment on this very post, and no reply itself */
    async getReplyable({ hiddenAuthors }: Reader, postId: string, id: string): Promise<SeenComment> {
      const comment = await comments.find(hiddenAuthors, id);
      if (comment?.postId !== postId || comment.parentId !== null)
        throw commentErrors.COMMENT_NOT_REPLYABLE();
      return comment;
    },
  };
};

export type CommentReader = ReturnType<typeof createCommentReader>;
