import type { Article } from '../api/api.ts';
import { wordsOf } from '../lists/words.ts';

export const categories = [
  'asthma-basics',
  'symptoms',
  'tests',
  'treatment',
  'medicines',
  'inhalers',
  'daily-life',
  'triggers',
  'self-care',
  'emergency',
] as const satisfies Article['category'][];

/** What an editor writes; slug and language belong to an article for good. */
export type ArticleValues = Pick<
  Article,
  | 'category'
  | 'title'
  | 'summary'
  | 'bodyMarkdown'
  | 'tags'
  | 'sources'
  | 'authorName'
  | 'reviewDueOn'
  | 'medicalReview'
>;
export type NewArticle = ArticleValues & Pick<Article, 'slug' | 'language'>;

/** The fields of the page: the same, as somebody types them. */
export interface ArticleDraft extends Omit<ArticleValues, 'tags' | 'medicalReview'> {
  slug: string;
  language: Article['language'];
  tags: string;
  reviewerName: string;
  reviewedOn: string;
}

const noSource = { title: '', url: '', accessedOn: '' };

export const emptyDraft = (): ArticleDraft => ({
  slug: '',
  language: 'ko',
  category: 'asthma-basics',
  title: '',
  summary: '',
  bodyMarkdown: '',
  tags: '',
  sources: [noSource],
  authorName: '',
  reviewDueOn: '',
  reviewerName: '',
  reviewedOn: '',
});

export const draftOf = (article: Article): ArticleDraft => ({
  slug: article.slug,
  language: article.language,
  category: article.category,
  title: article.title,
  summary: article.summary,
  bodyMarkdown: article.bodyMarkdown,
  tags: article.tags.join(', '),
  sources: article.sources,
  authorName: article.authorName,
  reviewDueOn: article.reviewDueOn,
  reviewerName: article.medicalReview?.name ?? '',
  reviewedOn: article.medicalReview?.reviewedOn ?? '',
});

export const valuesOf = (draft: ArticleDraft): ArticleValues => ({
  category: draft.category,
  title: draft.title.trim(),
  summary: draft.summary.trim(),
  bodyMarkdown: draft.bodyMarkdown.trim(),
  tags: wordsOf(draft.tags),
  sources: draft.sources.map(({ title, url, accessedOn }) => ({
    title: title.trim(),
    url: url.trim(),
    accessedOn,
  })),
  authorName: draft.authorName.trim(),
  reviewDueOn: draft.reviewDueOn,
  medicalReview:
    draft.reviewerName.trim() === ''
      ? null
      : { name: draft.reviewerName.trim(), reviewedOn: draft.reviewedOn },
});

/** Only what differs: a review that was not touched is not sent, or it would be kept for a text that nobody reviewed. */
export const changesOf = (article: Article, draft: ArticleDraft): Partial<ArticleValues> => {
  const before = new Map(Object.entries(valuesOf(draftOf(article))));
  const after = Object.entries(valuesOf(draft));

  return Object.fromEntries(
    after.filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(before.get(key))),
  );
};

/** As the server takes it: over TLS only. */
export const isWebAddress = (text: string): boolean => {
  const url = text.trim();

  return url.startsWith('https://') && URL.canParse(url);
};

type Field =
  'slug' | 'title' | 'summary' | 'bodyMarkdown' | 'authorName' | 'reviewDueOn' | 'reviewedOn' | 'sources';

/** The fields that the server would refuse, so that each can say why beside itself. */
export const faultsOf = (draft: ArticleDraft): ReadonlySet<Field> => {
  const needed = ['title', 'summary', 'bodyMarkdown', 'authorName', 'reviewDueOn'] as const;
  const areSourcesWhole = draft.sources.every(
    ({ title, url, accessedOn }) => title.trim() !== '' && isWebAddress(url) && accessedOn !== '',
  );

  return new Set<Field>([
    ...needed.filter((field) => draft[field].trim() === ''),
    ...(/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(draft.slug) ? [] : (['slug'] as const)),
    ...(draft.reviewerName.trim() !== '' && draft.reviewedOn === '' ? (['reviewedOn'] as const) : []),
    ...(draft.sources.length > 0 && areSourcesWhole ? [] : (['sources'] as const)),
  ]);
};
