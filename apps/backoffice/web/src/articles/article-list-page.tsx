import { Button, Checkbox, Group } from '@mantine/core';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

import { Choice } from '../lists/choice.tsx';
import { Pager } from '../lists/pager.tsx';
import { QueryCard } from '../lists/query-card.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { PageIcon, PlusIcon } from '../ui/icons.tsx';
import { RoomHead } from '../ui/room-head.tsx';
import { articleLanguages, type ArticleSearch, articleStates, parseArticleSearch } from './article-search.ts';
import { ArticleTable } from './article-table.tsx';
import { useArticles } from './use-articles.ts';

const route = getRouteApi('/articles');

export const ArticleListPage = () => {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const page = useArticles(search);
  const { cursor: _cursor, page: _page, ...kept } = search;

  return (
    <>
      <RoomHead title={t('articles.title')} intro={t('articles.intro')}>
        <Button component={Link} to="/articles/new" leftSection={<PlusIcon size={15} />}>
          {t('articles.create')}
        </Button>
      </RoomHead>
      <ArticleFilters search={kept} onChange={(changed) => void navigate({ search: changed })} />
      <QueryCard query={page} loading={t('articles.loading')}>
        {({ items, nextCursor }) => (
          <>
            {items.length > 0 ? (
              <ArticleTable articles={items} />
            ) : (
              <EmptyState
                icon={<PageIcon size={26} />}
                title={t('articles.empty')}
                text={t('articles.emptyText')}
              />
            )}
            <Pager
              search={search}
              shown={t('articles.shown', { count: items.length })}
              nextCursor={page.isPlaceholderData ? null : nextCursor}
              onGo={(to, trail) => void navigate({ search: { ...kept, ...to }, state: trail })}
            />
          </>
        )}
      </QueryCard>
    </>
  );
};

interface ArticleFiltersProps {
  search: ArticleSearch;
  onChange: (search: ArticleSearch) => void;
}

const ArticleFilters = ({ search, onChange }: ArticleFiltersProps) => {
  const { t } = useTranslation();
  const change = (changed: Record<string, string>) => onChange(parseArticleSearch({ ...search, ...changed }));

  return (
    <Group mb="md" gap="md" align="flex-end">
      <Choice
        label={t('articles.state')}
        value={search.state ?? ''}
        onChange={(state) => change({ state })}
        data={[
          { value: '', label: t('lists.all') },
          ...articleStates.map((value) => ({ value, label: t(`articles.standings.${value}`) })),
        ]}
      />
      <Choice
        label={t('articles.language')}
        value={search.language ?? ''}
        onChange={(language) => change({ language })}
        data={[
          { value: '', label: t('lists.all') },
          ...articleLanguages.map((value) => ({ value, label: t(`member.languages.${value}`) })),
        ]}
      />
      <Checkbox
        mb={8}
        label={t('articles.onlyDue')}
        checked={search.review === 'due'}
        onChange={(event) => change({ review: event.currentTarget.checked ? 'due' : '' })}
      />
      {Object.keys(search).length > 0 && (
        <Button variant="subtle" onClick={() => onChange({})}>
          {t('lists.clear')}
        </Button>
      )}
    </Group>
  );
};
