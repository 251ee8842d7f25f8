import { uuidToBinary } from '@soomcare/database';
import { createRowMapping, type PlainRow } from '@soomcare/member-rows';

import { type Post, postTable } from './post.entity.ts';

/** A post as one member sees it. */
export interface SeenPost extends Pick<
  PlainRow<Post>,
  | 'id'
  | 'memberId'
  | 'boardId'
  | 'title'
  | 'body'
  | 'visibility'
  | 'fileIds'
  | 'likeCount'
  | 'commentCount'
  | 'version'
  | 'createdAt'
  | 'editedAt'
> {
  readonly isLiked: number;
  readonly isBookmarked: number;
}

const columns = createRowMapping<Post>(postTable).selectList('p', [
  'body',
  'lastCommentNumber',
  'deletedAt',
  'hiddenAt',
  'hiddenReason',
  'createFingerprint',
]);

/** Takes the reader's id twice, see `reader`. */
const seen = (body: string) => `${columns}, ${body} AS body,
  EXISTS (SELECT 1 FROM post_likes l WHERE l.member_id = ? AND l.post_id = p.id) AS isLiked,
  EXISTS (SELECT 1 FROM post_bookmarks k WHERE k.member_id = ? AND k.post_id = p.id) AS isBookmarked`;

export const wholePost = seen('p.body');

const EXCERPT_CHARACTERS = 200;
export const postCard = seen(`LEFT(p.body, ${EXCERPT_CHARACTERS})`);

export const reader = (memberId: string): Buffer[] => [uuidToBinary(memberId), uuidToBinary(memberId)];

/** Also what its author has left behind: others' comments stand below it. */
export const isReadable = 'p.deleted_at IS NULL AND p.hidden_at IS NULL';

export const isListed = `${isReadable} AND p.member_id IS NOT NULL`;

/** Leaves out whom the reader does not see; one parameter for whatever number, so that it is one prepared statement. */
export const notWrittenBy = (alias: 'p' | 'c' | 'r') =>
  `(${alias}.member_id IS NULL OR NOT (BIN_TO_UUID(${alias}.member_id) MEMBER OF (CAST(? AS JSON))))`;
