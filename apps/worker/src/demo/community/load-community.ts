import { createHash } from 'node:crypto';

import { type Database } from '@soomcare/database';

import { type Contexts } from '../../contexts.ts';
import { createDemoRepository } from '../demo.repository.ts';
import { demoId } from '../ids.ts';
import { type DemoPerson, people } from '../people.ts';
import { type DemoComment, type DemoPicture, type DemoPost, demoPosts } from './demo-posts.ts';

type Reply = Omit<DemoComment, 'replies'>;

export interface CommunityDemoDeps {
  readonly database: Database;
  /** Under a clock of its own, so that a text is as old as it says. */
  readonly contextsAt: (now: () => Date) => Pick<Contexts, 'community'>;
  /** Resolves with the file's id once it has been checked. */
  readonly uploadPicture: (memberId: string, picture: DemoPicture) => Promise<string>;
  readonly now: () => Date;
}

const HOUR_MS = 60 * 60 * 1000;

/** The demo members who have agreed to be read by others: whoever writes or likes. */
export const writers: readonly DemoPerson[] = people.filter(({ seed }) =>
  seed.consents.includes('community-exposure'),
);

export const writerCalled = (nickname: string): DemoPerson => {
  const writer = writers.find(({ seed }) => seed.nickname === nickname);
  if (!writer) throw new Error(`${nickname} does not write here`);
  return writer;
};

const idOf = ({ key }: DemoPost) => demoId(`post ${key}`);
const create = (text: string) => ({ key: null, fingerprint: createHash('sha256').update(text).digest() });

/** Those that are not there though their author is. */
export const findMissingPosts = async (database: Database): Promise<DemoPost[]> => {
  const demo = createDemoRepository(database);
  const present = await demo.findMembers(writers.map(({ id }) => id));
  const written = await demo.findPosts(demoPosts.map(idOf));
  return demoPosts.filter((post) => present.has(writerCalled(post.author).id) && !written.has(idOf(post)));
};

/** Writes what is missing as its authors would have, each text at its time. @returns how many posts */
export const loadCommunity = ({
  database,
  contextsAt,
  uploadPicture,
  now,
}: CommunityDemoDeps): Promise<number> =>
  createDemoRepository(database).alone(async () => {
    const missing = await findMissingPosts(database);
    const present = await createDemoRepository(database).findMembers(writers.map(({ id }) => id));
    const startedAt = now().getTime();
    let clock = now();
    const { community } = contextsAt(() => clock);
    const boards = new Map((await community.listBoards()).map(({ slug, id }) => [slug, id]));
    const isThere = ({ author }: { author: string }) => present.has(writerCalled(author).id);
    const as = (author: string) => ({ memberId: writerCalled(author).id, locale: 'ko' }) as const;

    const writeComment = async (postId: string, postedAt: number, comment: Reply, parentId?: string) => {
      const { author, body, hoursLater } = comment;
      const id = demoId(`comment ${postId} ${author} ${hoursLater}`);
      clock = new Date(postedAt + hoursLater * HOUR_MS);
      await community.comments.write(as(author), postId, { id, body, parentId }, create(body));
      return id;
    };

    const writePost = async (post: DemoPost) => {
      const { key, board, hoursAgo, likes, comments, author, pictures = [], ...content } = post;
      const id = idOf(post);
      const postedAt = startedAt - hoursAgo * HOUR_MS;
      clock = new Date(postedAt);
      const boardId = boards.get(board) ?? '';
      const fileIds: string[] = [];
      for (const picture of pictures) fileIds.push(await uploadPicture(writerCalled(author).id, picture));
      await community.posts.create(as(author), { id, boardId, ...content, fileIds }, create(key));

      for (const { replies = [], ...comment } of comments.filter(isThere)) {
        const parentId = await writeComment(id, postedAt, comment);
        for (const reply of replies.filter(isThere)) await writeComment(id, postedAt, reply, parentId);
      }
      const others = writers.filter((each) => each.seed.nickname !== author && present.has(each.id));
      for (const liker of others.slice(0, likes)) await community.marks.like(liker.id, id);
    };

    for (const post of missing) await writePost(post);
    return missing.length;
  });
