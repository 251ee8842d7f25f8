import type { Asker } from '../asker.ts';
import { type Author, presentAuthor } from '../authors/author.ts';
import type { SeenComment } from './comment.repository.ts';
import type { CommentView } from './comment.schemas.ts';

export const presentComment = (
  comment: SeenComment,
  authors: ReadonlyMap<string, Author>,
  { memberId, locale }: Asker,
): CommentView => {
  const isShown = comment.isShown === 1;

  return {
    ...comment,
    author: isShown ? presentAuthor(comment.memberId, authors, locale) : null,
    body: isShown ? comment.body : null,
    isMine: isShown && comment.memberId === memberId,
  };
};
