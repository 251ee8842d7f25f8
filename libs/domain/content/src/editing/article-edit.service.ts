import { type Database, duplicateKeyName, type Transaction } from '@soomcare/database';
import { createCursor, cutPage, httpErrors, pageSize } from '@soomcare/http';
import { storedInstant } from '@soomcare/member-rows';
import { seoulDayOf } from '@soomcare/time';
import { z } from 'zod';

import type { ArticleState } from '../articles/article.entity.ts';
import { articleErrors } from '../articles/article.errors.ts';
import type { ArticleSource } from '../articles/article.schemas.ts';
import type { ArticleFinding } from '../finding/article-finding.service.ts';
import type { ArticleCache } from '../reading/article-cache.ts';
import { readMedicalReview, readTags } from '../reading/live-article.sql.ts';
import type { ArticleEditRepository, Edited } from './article-edit.repository.ts';
import type {
  CreateArticle,
  EditArticle,
  ListRevisions,
  PublishArticle,
  RevisionView,
  StaffArticleHead,
  StaffArticleView,
  StaffListArticles,
} from './article-edit.schemas.ts';
import { type RevisionContent, writtenRevision } from './written-revision.ts';

const headCursor = createCursor(z.strictObject({ updatedAt: storedInstant, id: z.uuid() }));
const revisionCursor = createCursor(z.strictObject({ number: z.int().min(1) }));

export interface ArticleEditDeps {
  readonly database: Database;
  readonly articles: ArticleEditRepository;
  readonly cache: Pick<ArticleCache, 'purge'>;
  readonly finding: Pick<ArticleFinding, 'refresh'>;
  readonly now: () => Date;
  readonly newId: () => string;
}

/** A member of staff and the version they have read; null where any will do. */
export interface Edit {
  readonly staffId: string;
  readonly expectedVersion: number | null;
}

const contentOf = ({ revision }: Edited): RevisionContent => ({
  category: revision.category,
  title: revision.title,
  summary: revision.summary,
  bodyMarkdown: revision.bodyMarkdown,
  tags: readTags(revision.tags),
  sources: JSON.parse(revision.sources) as ArticleSource[],
  authorName: revision.authorName,
  medicalReview: readMedicalReview(revision.reviewerName, revision.reviewedOn),
  reviewDueOn: revision.reviewDueOn,
});

/** A medical review is of one text: another text has none until somebody reviews it. */
const changed = (before: RevisionContent, edit: EditArticle): RevisionContent => {
  const given = Object.fromEntries(Object.entries(edit).filter(([, value]) => value !== undefined));
  const after: RevisionContent = { ...before, ...given };
  const isSameText =
    after.title === before.title &&
    after.summary === before.summary &&
    after.bodyMarkdown === before.bodyMarkdown;

  return isSameText || edit.medicalReview !== undefined ? after : { ...after, medicalReview: null };
};

const present = (edited: Edited, today: string): StaffArticleView => {
  const { article, revision } = edited;

  return {
    ...article,
    ...contentOf(edited),
    bodyHtml: revision.bodyHtml,
    publishAt: revision.withdrawnAt === null ? revision.publishAt : null,
    isExpired: revision.reviewDueOn < today,
  };
};

/** How editors write: every save is a revision of its own, and readers see none before somebody else publishes it. */
export const createArticleEditService = ({
  database,
  articles,
  cache,
  finding,
  now,
  newId,
}: ArticleEditDeps) => {
  const find = async (id: string, expectedVersion: number | null): Promise<Edited> => {
    const edited = await articles.find(id);
    if (!edited) throw articleErrors.ARTICLE_NOT_FOUND();
    if (expectedVersion !== null && edited.article.version !== expectedVersion)
      throw httpErrors.VERSION_MISMATCH();

    return edited;
  };

  const get = async (id: string): Promise<StaffArticleView> =>
    present(await find(id, null), seoulDayOf(now()));

  /** Together with `also`, provided that nobody was faster. */
  const move = async (
    { article }: Edited,
    to: { state: ArticleState; revision?: number; at: Date },
    also: (tx: Transaction) => Promise<unknown>,
  ): Promise<StaffArticleView> => {
    await database.transaction(async (tx) => {
      const next = { id: article.id, state: to.state, revision: to.revision ?? article.revision };
      if (!(await articles.update(next, article.version, to.at, tx))) throw httpErrors.VERSION_MISMATCH();

      await also(tx);
    });
    return get(article.id);
  };

  return {
    get,

    async list(query: StaffListArticles): Promise<{ items: StaffArticleHead[]; nextCursor: string | null }> {
      const after = query.cursor === undefined ? null : headCursor.decode(query.cursor);
      const today = seoulDayOf(now());
      const limit = pageSize(query);

      const found = await articles.list(query, after, limit + 1);
      const heads = found.map((head) => ({ ...head, isExpired: head.reviewDueOn < today }));
      return cutPage(heads, limit, ({ updatedAt, id }) => headCursor.encode({ updatedAt, id }));
    },

    async listRevisions(
      id: string,
      query: ListRevisions,
    ): Promise<{ items: RevisionView[]; nextCursor: string | null }> {
      const before = query.cursor === undefined ? null : revisionCursor.decode(query.cursor).number;
      const limit = pageSize(query);
      await find(id, null);

      const found = await articles.listRevisions(id, before, limit + 1);
      return cutPage(found, limit, ({ number }) => revisionCursor.encode({ number }));
    },

    async create(staffId: string, { slug, language, ...content }: CreateArticle): Promise<StaffArticleView> {
      const at = now();
      const id = newId();
      const article = {
        ...({ id, slug, language, state: 'draft', revision: 1, version: 1 } as const),
        createdAt: at.toISOString(),
        updatedAt: at.toISOString(),
      };
      const revision = writtenRevision(content, { articleId: id, number: 1, staffId, at });

      try {
        await database.transaction((tx) => articles.insert({ article, revision }, tx));
      } catch (error) {
        if (duplicateKeyName(error) === 'uq_articles_slug_language') throw articleErrors.ARTICLE_EXISTS();
        throw error;
      }
      return get(id);
    },

    /** What readers see stays as it is until the new text is published. */
    async edit(id: string, edit: EditArticle, { staffId, expectedVersion }: Edit): Promise<StaffArticleView> {
      const edited = await find(id, expectedVersion);
      const at = now();
      const number = edited.article.revision + 1;
      const revision = writtenRevision(changed(contentOf(edited), edit), {
        articleId: id,
        number,
        staffId,
        at,
      });

      return move(edited, { state: 'draft', revision: number, at }, (tx) =>
        articles.insertRevision(revision, tx),
      );
    },

    async submit(id: string, { expectedVersion }: Edit): Promise<StaffArticleView> {
      const edited = await find(id, expectedVersion);
      if (edited.article.state !== 'draft') throw articleErrors.ARTICLE_NOT_DRAFT();

      return move(edited, { state: 'in-review', at: now() }, () => Promise.resolve());
    },

    /** Now or at a later time, in place of whatever was going to appear later. */
    async publish(
      id: string,
      { publishAt }: PublishArticle,
      { staffId, expectedVersion }: Edit,
    ): Promise<StaffArticleView> {
      const edited = await find(id, expectedVersion);
      const { article, revision } = edited;
      const at = now();
      const from = publishAt === undefined ? at : new Date(publishAt);
      if (article.state !== 'in-review') throw articleErrors.ARTICLE_NOT_IN_REVIEW();
      if (await articles.hasWrittenSincePublication(id, staffId)) throw articleErrors.ARTICLE_OWN_REVIEW();
      if (from < at) throw articleErrors.ARTICLE_PUBLISH_IN_PAST();
      if (revision.reviewDueOn <= seoulDayOf(from)) throw articleErrors.ARTICLE_REVIEW_OVERDUE();

      const published = await move(edited, { state: 'published', at }, async (tx) => {
        await articles.withdraw(id, { from: at, staffId, at }, tx);
        await articles.publish(revision, { publishAt: from, staffId }, tx);
        await finding.refresh(id, at, tx);
      });
      await cache.purge(article.slug);
      return published;
    },

    /** At once, whatever else is done to it: nothing that is wrong stays up. */
    async withdraw(id: string, staffId: string): Promise<StaffArticleView> {
      const { article } = await find(id, null);
      const at = now();

      await database.transaction(async (tx) => {
        await articles.reopen(id, at, tx);
        const count = await articles.withdraw(id, { from: null, staffId, at }, tx);
        if (count === 0) throw articleErrors.ARTICLE_NOT_PUBLISHED();
        await finding.refresh(id, at, tx);
      });
      await cache.purge(article.slug);
      return get(id);
    },
  };
};

export type ArticleEditService = ReturnType<typeof createArticleEditService>;
