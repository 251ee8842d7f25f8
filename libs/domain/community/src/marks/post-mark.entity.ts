import { instant, primary, table, uuid } from '@soomcare/database';

/** That a member likes a post. */
export class PostLike {
  memberId!: string;
  postId!: string;
  likedAt!: Date;
}

/** That a member wants to find a post again; nobody else is told. */
export class PostBookmark {
  memberId!: string;
  postId!: string;
  bookmarkedAt!: Date;
}

const postLikeTable = table<PostLike>()({
  target: PostLike,
  tableName: 'post_likes',
  columns: { memberId: primary(uuid()), postId: primary(uuid()), likedAt: instant() },
  indices: [{ name: 'ix_post_likes_post_id', columns: ['postId'] }],
});

const postBookmarkTable = table<PostBookmark>()({
  target: PostBookmark,
  tableName: 'post_bookmarks',
  columns: { memberId: primary(uuid()), postId: primary(uuid()), bookmarkedAt: instant() },
  indices: [
    {
      name: 'ix_post_bookmarks_member_id_bookmarked_at_post_id',
      columns: ['memberId', 'bookmarkedAt', 'postId'],
    },
    { name: 'ix_post_bookmarks_post_id', columns: ['postId'] },
  ],
});

export const postMarkTables = [postLikeTable, postBookmarkTable] as const;
