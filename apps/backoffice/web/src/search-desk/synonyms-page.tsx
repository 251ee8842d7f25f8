import { Button } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { Synonym } from '../api/api.ts';
import { Pager } from '../lists/pager.tsx';
import { QueryCard } from '../lists/query-card.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { PlusIcon, SearchIcon } from '../ui/icons.tsx';
import { RoomHead } from '../ui/room-head.tsx';
import { parseSynonymSearch } from './desk-search.ts';
import { RemoveDialog } from './remove-dialog.tsx';
import { SearchDeskViews } from './search-desk-views.tsx';
import { noWords, SynonymDialog } from './synonym-dialog.tsx';
import { SynonymTable } from './synonym-table.tsx';
import { useSynonyms } from './use-synonyms.ts';
import { WordSearch } from './word-search.tsx';

const route = getRouteApi('/search-desk');

export const SynonymsPage = () => {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const page = useSynonyms(search);
  const [edited, setEdited] = useState<Synonym | typeof noWords | null>(null);
  const [removed, setRemoved] = useState<Synonym | null>(null);
  const kept = search.q ? { q: search.q } : {};

  return (
    <>
      <RoomHead title={t('searchDesk.synonyms')} intro={t('searchDesk.intro')}>
        <Button leftSection={<PlusIcon size={15} />} onClick={() => setEdited(noWords)}>
          {t('searchDesk.create')}
        </Button>
      </RoomHead>
      <SearchDeskViews />
      <WordSearch
        key={search.q ?? ''}
        word={search.q ?? ''}
        onSearch={(q) => void navigate({ search: parseSynonymSearch({ q }) })}
      />
      <QueryCard query={page} loading={t('searchDesk.loading')}>
        {({ items, nextCursor }) =>
          items.length > 0 ? (
            <>
              <SynonymTable synonyms={items} onEdit={setEdited} onRemove={setRemoved} />
              <Pager
                search={search}
                shown={t('searchDesk.shown', { count: items.length })}
                nextCursor={page.isPlaceholderData ? null : nextCursor}
                onGo={(to, trail) => void navigate({ search: { ...kept, ...to }, state: trail })}
              />
            </>
          ) : (
            <EmptyState
              icon={<SearchIcon size={26} />}
              title={t('searchDesk.empty')}
              text={t('searchDesk.emptyText')}
            />
          )
        }
      </QueryCard>
      <SynonymDialog edited={edited} onClose={() => setEdited(null)} />
      <RemoveDialog synonym={removed} onClose={() => setRemoved(null)} />
    </>
  );
};
