import { type Database, removeInBatches, type Transaction } from '@soomcare/database';
import { createIdempotency } from '@soomcare/http';

import type { AuthorsOf } from './authors/author.ts';
import { createBoardRepository } from './boards/board.repository.ts';
import { boardRoutes } from './boards/board.routes.ts';
import { createCommentHiding } from './comments/comment-hiding.ts';
import { createCommentNotices } from './comments/comment-notices.ts';
import { createCommentReader } from './comments/comment-reader.service.ts';
import { createCommentRepository } from './comments/comment.repository.ts';
import { createCommunityErasure } from './community-erasure.repository.ts';
import { commentRoutes } from './comments/comment.routes.ts';
import { createCommentService } from './comments/comment.service.ts';
import { createPostMarkRepository } from './marks/post-mark.repository.ts';
import { postMarkRoutes } from './marks/post-mark.routes.ts';
import { createPostMarkService } from './marks/post-mark.service.ts';
import type { Tell } from './moderation/notices.ts';
import { createCommunitySafety } from './moderation/safety.module.ts';
import type { SignUpMarksOf } from './moderation/sanctions/ban-mark.repository.ts';
import type { PostSearch } from './posts/post-documents.ts';
import { createPostCounts } from './posts/post-counts.repository.ts';
import { createPostHiding } from './posts/post-hiding.ts';
import { noPictures, type PostPictures } from './posts/post-pictures.ts';
import { createPostPresenter } from './posts/post-presenter.ts';
import { createPostReader } from './posts/post-reader.service.ts';
import { createPostRepository } from './posts/post.repository.ts';
import { postRoutes } from './posts/post.routes.ts';
import { createPostService } from './posts/post.service.ts';
import { createPostViewRepository } from './posts/post-view.repository.ts';

/** As long as diary entries: time enough for a report of abuse to be looked into. */
const KEPT_REMOVED_MS = 30 * 24 * 60 * 60 * 1000;

export interface CommunityDeps {
  readonly database: Database;
  readonly now: () => Date;
  readonly newId: () => string;
  readonly ports: {
    readonly authorsOf: AuthorsOf;
    readonly search: PostSearch;
    readonly tell: Tell;
    readonly pictures?: PostPictures;
    /** Without it a ban ends with its account. */
    readonly signUpMarksOf?: SignUpMarksOf;
  };
}

const noMarks: SignUpMarksOf = () => Promise.resolve([]);

/** Boards, posts and comments of members, what they think of them, and how they are kept safe. */
export const createCommunity = ({ database, now, newId, ports }: CommunityDeps) => {
  const { authorsOf, search, tell, pictures = noPictures, signUpMarksOf = noMarks } = ports;
  const clock = { now, newId };
  const storage = { database, idempotency: createIdempotency({ database, now }) };

  const boards = createBoardRepository(database);
  const postRows = createPostRepository(database);
  const commentRows = createCommentRepository(database);
  const counts = createPostCounts(database);
  const hiding = {
    ...createPostHiding({ posts: postRows, search, now }),
    ...createCommentHiding({ comments: commentRows, counts, now }),
  };
  const erasure = createCommunityErasure(database);
  const safety = createCommunitySafety({
    database,
    clock,
    hiding,
    ports: { authorsOf, tell, signUpMarksOf },
  });
  const { rules } = safety;

  const views = createPostViewRepository(database);
  const presenter = createPostPresenter({ authorsOf });
  const postReader = createPostReader({ views, presenter, rules });
  const posts = createPostService({
    ...{ storage, boards, posts: postRows, shown: { views, presenter }, rules, clock },
    ports: { search, pictures },
  });
  const commentReader = createCommentReader({ comments: commentRows, posts: postReader, authorsOf });
  const comments = createCommentService({
    ...{ storage, rules, ports, clock },
    comments: { rows: commentRows, reader: commentReader },
    posts: { reader: postReader, counts },
    notices: createCommentNotices({ comments: commentRows, authorsOf, rules }),
  });
  const marks = createPostMarkService({
    ...{ database, counts, now },
    marks: createPostMarkRepository(database),
    posts: { reader: postReader, presenter },
  });

  return {
    memberRoutes: [
      ...boardRoutes(boards),
      ...postRoutes({ reader: postReader, posts }, [...rules.errors, ...pictures.errors]),
      ...commentRoutes({ reader: commentReader, comments }, rules.errors),
      ...postMarkRoutes(marks),
      ...safety.memberRoutes,
    ],
    staffRoutes: safety.staffRoutes,
    safety,
    /** For demo data, as are the services below. */
    listBoards: boards.list,
    posts,
    comments,
    marks,
    ...hiding,
    /** For whoever serves a post's pictures. */
    canRead: postReader.canRead,
    /** What a post said before its edits, newest first: for staff who look into a report. */
    listPostRevisions: postRows.listRevisions,
    /** What is left of a member here, in the withdrawal's own transaction. */
    async eraseMember(memberId: string, tx: Transaction): Promise<void> {
      await erasure.erase(memberId, now(), tx);
      await safety.eraseMember(memberId, tx);
    },
    /** Destroys what was deleted a while ago, and bans that are over. @returns how many rows */
    async housekeeping(): Promise<number> {
      const before = new Date(now().getTime() - KEPT_REMOVED_MS);
      const posts = await removeInBatches((limit) => erasure.purgePosts(before, limit));
      const comments = await removeInBatches((limit) => erasure.purgeComments(before, limit));
      return posts + comments + (await safety.housekeeping());
    },
  };
};

export type Community = ReturnType<typeof createCommunity>;
