import type { Transaction } from '@soomcare/database';
import { httpErrors } from '@soomcare/http';
import type { CreateCall } from '@soomcare/member-rows';

import type { Asker } from '../asker.ts';
import type { BoardRepository } from '../boards/board.repository.ts';
import type { PostingRules, Writing, WritingGuidance } from '../posting-rules.ts';
import { writeOnce, type WriteOnceDeps } from '../write-once.ts';
import { documentOf, type PostSearch } from './post-documents.ts';
import { postErrors } from './post.errors.ts';
import type { PostPictures } from './post-pictures.ts';
import { hasAuthor, type PostRepository, type PostRow } from './post.repository.ts';
import type { PostPresenter } from './post-presenter.ts';
import type { CreatePost, EditPost, WrittenPostView } from './post.schemas.ts';
import type { PostViewRepository } from './post-view.repository.ts';

export interface PostServiceDeps {
  readonly storage: WriteOnceDeps;
  readonly boards: Pick<BoardRepository, 'exists'>;
  readonly posts: PostRepository;
  readonly shown: { readonly views: PostViewRepository; readonly presenter: PostPresenter };
  readonly rules: PostingRules;
  readonly ports: { readonly search: PostSearch; readonly pictures: PostPictures };
  readonly clock: { readonly now: () => Date; readonly newId: () => string };
}

const textOf = ({ title, body }: { title: string; body: string }) => `${title}\n${body}`;

/** What an author does with a post: write, edit, delete. Search hears of it in the same transaction. */
export const createPostService = (deps: PostServiceDeps) => {
  const { storage, boards, posts, shown, rules, ports, clock } = deps;
  const { search, pictures } = ports;

  const publish = async (post: PostRow, tx: Transaction) => {
    if (hasAuthor(post)) await search.publish([documentOf(post)], tx);
  };

  const answer = async (
    asker: Asker,
    id: string,
    guidance: WritingGuidance | null,
  ): Promise<WrittenPostView> => {
    const post = await shown.views.findOwn(asker.memberId, id);
    if (!post) throw postErrors.POST_NOT_FOUND();
    return { ...(await shown.presenter.one(post, asker)), guidance };
  };

  const requireOwn = async (
    memberId: string,
    id: string,
    expectedVersion: number | null,
    tx: Transaction,
  ): Promise<PostRow> => {
    const post = await posts.lockOwn(memberId, id, tx);
    if (!post) throw postErrors.POST_NOT_FOUND();
    if (expectedVersion !== null && post.version !== expectedVersion) throw httpErrors.VERSION_MISMATCH();
    return post;
  };

  return {
    async create(
      asker: Asker,
      { id = clock.newId(), boardId, fileIds, ...content }: CreatePost,
      { key, fingerprint }: CreateCall,
    ): Promise<WrittenPostView> {
      if (!(await boards.exists(boardId))) throw postErrors.BOARD_UNKNOWN();

      const { memberId, locale } = asker;
      const writing: Writing = { kind: 'post', id, memberId, text: textOf(content), isNew: true, locale };
      const post: PostRow = {
        ...{ id, memberId, boardId, ...content, fileIds: JSON.stringify(fileIds) },
        ...{ likeCount: 0, commentCount: 0, lastCommentNumber: 0, version: 1 },
        ...{ createdAt: clock.now().toISOString(), editedAt: null, deletedAt: null },
        ...{ hiddenAt: null, hiddenReason: null, createFingerprint: fingerprint },
      };

      const findings = await rules.examine(writing);
      const made = await writeOnce(storage, {
        ...{ memberId, operation: 'createPost', id, key, fingerprint, find: posts.findEvenRemoved },
        async create(tx) {
          await rules.mayWrite(writing, tx);
          await posts.insert(post, tx);
          if (fileIds.length > 0) await pictures.attach(memberId, fileIds, { kind: 'post', id }, tx);
          await publish(post, tx);
          await findings.report(tx);
        },
      });
      return answer(asker, made, findings.guidance);
    },

    async edit(
      asker: Asker,
      id: string,
      edit: EditPost,
      expectedVersion: number | null,
    ): Promise<WrittenPostView> {
      const { memberId, locale } = asker;
      const at = clock.now();

      const guidance = await storage.database.transaction(async (tx) => {
        const before = await requireOwn(memberId, id, expectedVersion, tx);
        if (before.hiddenAt !== null) throw postErrors.POST_NOT_FOUND();

        const { fileIds, title = before.title, body = before.body, visibility = before.visibility } = edit;
        const after: PostRow = {
          ...{ ...before, title, body, visibility },
          fileIds: fileIds ? JSON.stringify(fileIds) : before.fileIds,
          ...{ version: before.version + 1, editedAt: at.toISOString() },
        };
        const writing: Writing = { kind: 'post', id, memberId, text: textOf(after), isNew: false, locale };

        await rules.mayWrite(writing, tx);
        if (textOf(before) !== textOf(after)) await posts.keepRevision(before, at, tx);
        await posts.update(after, tx);
        if (fileIds) await pictures.attach(memberId, fileIds, { kind: 'post', id }, tx);
        await publish(after, tx);
        const findings = await rules.examine(writing, tx);
        await findings.report(tx);
        return findings.guidance;
      });
      return answer(asker, id, guidance);
    },

    /** Hidden or not: what somebody wrote is theirs to take back. A report keeps what it is about. */
    async remove(memberId: string, id: string, expectedVersion: number | null): Promise<void> {
      await storage.database.transaction(async (tx) => {
        const post = await requireOwn(memberId, id, expectedVersion, tx);
        const version = post.version + 1;

        await posts.update({ ...post, version, deletedAt: clock.now().toISOString() }, tx);
        await search.withdraw([{ kind: 'post', id, version }], tx);
        await pictures.detach({ kind: 'post', id }, tx);
      });
    },
  };
};

export type PostService = ReturnType<typeof createPostService>;
