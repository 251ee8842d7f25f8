import type { CreateCall } from '@soomcare/member-rows';

import type { Asker } from '../asker.ts';
import type { AuthorsOf } from '../authors/author.ts';
import type { Tell } from '../moderation/notices.ts';
import type { PostingRules, Writing, WritingGuidance } from '../posting-rules.ts';
import { postErrors } from '../posts/post.errors.ts';
import type { PostCounts } from '../posts/post-counts.repository.ts';
import type { PostReader } from '../posts/post-reader.service.ts';
import { writeOnce, type WriteOnceDeps } from '../write-once.ts';
import { commentErrors } from './comment.errors.ts';
import type { CommentNotices } from './comment-notices.ts';
import { presentComment } from './comment-presenter.ts';
import type { CommentReader } from './comment-reader.service.ts';
import type { CommentRepository } from './comment.repository.ts';
import type { WriteComment, WrittenCommentView } from './comment.schemas.ts';

export interface CommentServiceDeps {
  readonly storage: WriteOnceDeps;
  readonly comments: { readonly rows: CommentRepository; readonly reader: CommentReader };
  readonly posts: { readonly reader: PostReader; readonly counts: PostCounts };
  readonly rules: PostingRules;
  readonly notices: CommentNotices;
  readonly ports: { readonly authorsOf: AuthorsOf; readonly tell: Tell };
  readonly clock: { readonly now: () => Date; readonly newId: () => string };
}

/** What an author does with a comment. The post's count changes in the same transaction. */
export const createCommentService = (deps: CommentServiceDeps) => {
  const { storage, comments, posts, rules, notices, ports, clock } = deps;
  const { database } = storage;
  const { rows } = comments;

  const answer = async (
    asker: Asker,
    id: string,
    guidance: WritingGuidance | null,
  ): Promise<WrittenCommentView> => {
    const comment = await rows.findEvenRemoved(id);
    if (!comment) throw commentErrors.COMMENT_NOT_FOUND();

    const authors = await ports.authorsOf([asker.memberId]);
    const isShown = comment.deletedAt === null ? 1 : 0;
    return { ...presentComment({ ...comment, isShown }, authors, asker), guidance };
  };

  return {
    async write(
      asker: Asker,
      postId: string,
      { id = clock.newId(), body, parentId }: WriteComment,
      { key, fingerprint }: CreateCall,
    ): Promise<WrittenCommentView> {
      const { memberId, locale } = asker;
      const reader = await posts.reader.readerOf(memberId);
      const post = await posts.reader.getVisible(reader, postId);
      const parent =
        parentId === undefined ? null : await comments.reader.getReplyable(reader, postId, parentId);
      const writing: Writing = { kind: 'comment', id, memberId, text: body, isNew: true, locale };

      const findings = await rules.examine(writing);
      const notes = findings.hides ? [] : await notices.listFor({ id, memberId, body, post, parent });
      const made = await writeOnce(storage, {
        ...{ memberId, operation: 'writeComment', id, key, fingerprint, find: rows.findEvenRemoved },
        async create(tx) {
          await rules.mayWrite(writing, tx);
          for (const note of notes) await ports.tell(note, tx);

          // Late, since it locks the post: others who comment wait from here to the commit.
          const number = await posts.counts.nextComment(postId, tx);
          if (number === null) throw postErrors.POST_NOT_FOUND();
          await rows.insert(
            {
              ...{ id, postId, memberId, parentId: parentId ?? null, body, number },
              ...{ threadNumber: parent?.number ?? number, createFingerprint: fingerprint },
              ...{ createdAt: clock.now().toISOString(), deletedAt: null },
              ...{ hiddenAt: null, hiddenReason: null },
            },
            tx,
          );
          await findings.report(tx);
        },
      });
      return answer(asker, made, findings.guidance);
    },

    async remove(memberId: string, id: string): Promise<void> {
      const comment = await rows.findEvenRemoved(id);
      if (comment?.memberId !== memberId) throw commentErrors.COMMENT_NOT_FOUND();

      await database.transaction(async (tx) => {
        await posts.counts.lock(comment.postId, tx);
        const locked = await rows.findEvenRemoved(id, tx);
        if (!(await rows.remove(memberId, id, clock.now(), tx))) throw commentErrors.COMMENT_NOT_FOUND();
        // A hidden one is not counted any more.
        if (locked?.hiddenAt === null) await posts.counts.addComments(comment.postId, -1, tx);
      });
    },
  };
};

export type CommentService = ReturnType<typeof createCommentService>;
