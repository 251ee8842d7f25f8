import { boardTable } from './boards/board.entity.ts';
import { commentTable } from './comments/comment.entity.ts';
import { postMarkTables } from './marks/post-mark.entity.ts';
import { communitySafetyTables } from './moderation/safety.tables.ts';
import { postRevisionTable, postTable } from './posts/post.entity.ts';
import { shareLinkTable } from './sharing/share-link.entity.ts';

/** For the database's list of entities. */
export const communityTables = [
  boardTable,
  postTable,
  postRevisionTable,
  commentTable,
  ...postMarkTables,
  shareLinkTable,
  ...communitySafetyTables,
] as const;
