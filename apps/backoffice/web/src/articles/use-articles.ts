import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import { type Api, type Article, ifMatch, useApi } from '../api/api.ts';
import { bodyOf } from '../api/problem.ts';
import type { ArticleSearch } from './article-search.ts';
import { lastDueDay } from './article-standing.ts';
import type { ArticleValues, NewArticle } from './article-values.ts';

const PAGE_SIZE = 50;
const listKey = ['articles'] as const;
const articleKey = (id: string) => ['article', id] as const;
const revisionsKey = (id: string) => ['article-revisions', id] as const;

export const useArticles = ({ state, language, review, cursor }: ArticleSearch) => {
  const api = useApi();
  const query = {
    limit: PAGE_SIZE,
    ...(state ? { state } : {}),
    ...(language ? { language } : {}),
    ...(review ? { reviewDueBy: lastDueDay() } : {}),
    ...(cursor ? { cursor } : {}),
  };

  return useQuery({
    queryKey: [...listKey, query],
    queryFn: () => bodyOf(api.GET('/v1/articles', { params: { query } })),
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
};

export const useArticle = (id: string) => {
  const api = useApi();

  return useQuery({
    queryKey: articleKey(id),
    queryFn: () => bodyOf(api.GET('/v1/articles/{id}', { params: { path: { id } } })),
    // Never an older copy: an editor writes on what they see.
    gcTime: 0,
  });
};

/** The newest of an article's texts; a hundred are more than anybody looks back. */
export const useRevisions = (id: string) => {
  const api = useApi();
  const params = { path: { id }, query: { limit: 100 } };

  return useQuery({
    queryKey: revisionsKey(id),
    queryFn: () => bodyOf(api.GET('/v1/articles/{id}/revisions', { params })),
    staleTime: 0,
  });
};

export const useCreateArticle = () => {
  const api = useApi();

  return useMutation({
    mutationFn: (body: NewArticle) => bodyOf(api.POST('/v1/articles', { body })),
  });
};

export const usePreview = () => {
  const api = useApi();

  return useMutation({
    mutationFn: (bodyMarkdown: string) =>
      bodyOf(api.POST('/v1/article-previews', { body: { bodyMarkdown } })),
  });
};

/** Every step answers with the article as it then is. */
const useStep = <Input>(article: Article, step: (api: Api, input: Input) => Promise<Article>) => {
  const api = useApi();
  const queries = useQueryClient();

  return useMutation({
    mutationFn: (input: Input) => step(api, input),
    onSuccess: (changed) => {
      queries.setQueryData<Article>(articleKey(article.id), changed);
      void queries.invalidateQueries({ queryKey: revisionsKey(article.id) });
    },
  });
};

export const useSaveArticle = (article: Article) =>
  useStep(article, (api, body: Partial<ArticleValues>) =>
    bodyOf(
      api.PATCH('/v1/articles/{id}', {
        params: { path: { id: article.id }, header: ifMatch(article.version) },
        body,
      }),
    ),
  );

export const useSubmitArticle = (article: Article) =>
  useStep(article, (api, _: void) =>
    bodyOf(
      api.POST('/v1/articles/{id}/submit', {
        params: { path: { id: article.id }, header: ifMatch(article.version) },
      }),
    ),
  );

/** Null: now. */
export const usePublishArticle = (article: Article) =>
  useStep(article, (api, publishAt: string | null) =>
    bodyOf(
      api.POST('/v1/articles/{id}/publish', {
        params: { path: { id: article.id }, header: ifMatch(article.version) },
        body: publishAt === null ? {} : { publishAt },
      }),
    ),
  );

export const useWithdrawArticle = (article: Article) =>
  useStep(article, (api, _: void) =>
    bodyOf(api.POST('/v1/articles/{id}/withdraw', { params: { path: { id: article.id } } })),
  );
