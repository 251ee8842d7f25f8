import type { Asker } from '../asker.ts';
import { type Author, type AuthorsOf, presentAuthor } from '../authors/author.ts';
import type { PostCardView, PostView } from './post.schemas.ts';
import type { SeenPost } from './post-view.sql.ts';

const head = (post: SeenPost, authors: ReadonlyMap<string, Author>, { memberId, locale }: Asker) => ({
  ...post,
  // As `post.service` has written it.
  fileIds: JSON.parse(post.fileIds) as string[],
  author: presentAuthor(post.memberId, authors, locale),
  isLiked: post.isLiked === 1,
  isBookmarked: post.isBookmarked === 1,
  isMine: post.memberId === memberId,
});

/** Puts the authors' names to posts, all of a page at once. */
export const createPostPresenter = ({ authorsOf }: { authorsOf: AuthorsOf }) => {
  const namesOf = (posts: readonly SeenPost[]) =>
    authorsOf([...new Set(posts.flatMap(({ memberId }) => memberId ?? []))]);

  return {
    async one(post: SeenPost, asker: Asker): Promise<PostView> {
      return head(post, await namesOf([post]), asker);
    },

    async cards(posts: readonly SeenPost[], asker: Asker): Promise<PostCardView[]> {
      const authors = await namesOf(posts);
      return posts.map((post) => ({ ...head(post, authors, asker), excerpt: post.body }));
    },
  };
};

export type PostPresenter = ReturnType<typeof createPostPresenter>;
