import { renderMarkdown } from '../articles/render-markdown.ts';
import type { RevisionRow } from './article-edit.repository.ts';
import type { CreateArticle } from './article-edit.schemas.ts';

/** What a revision is made of, whoever wrote it. */
export type RevisionContent = Omit<CreateArticle, 'slug' | 'language'>;

/** A revision as it is stored: rendered and sanitised here, once, so that no reader's request does it. */
export const writtenRevision = (
  { tags, sources, medicalReview, ...content }: RevisionContent,
  { articleId, number, staffId, at }: { articleId: string; number: number; staffId: string | null; at: Date },
): RevisionRow => ({
  ...content,
  articleId,
  number,
  bodyHtml: renderMarkdown(content.bodyMarkdown),
  tags: JSON.stringify(tags),
  sources: JSON.stringify(sources),
  reviewerName: medicalReview?.name ?? null,
  reviewedOn: medicalReview?.reviewedOn ?? null,
  writtenBy: staffId,
  writtenAt: at.toISOString(),
  publishAt: null,
  publishedBy: null,
  withdrawnAt: null,
  withdrawnBy: null,
});
