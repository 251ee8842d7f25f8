import { Group } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { Choice } from '../lists/choice.tsx';
import { QueryCard } from '../lists/query-card.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { SearchIcon } from '../ui/icons.tsx';
import { RoomHead } from '../ui/room-head.tsx';
import { parseQuerySearch, queryDays, queryOrders } from './desk-search.ts';
import { QueryTable } from './query-table.tsx';
import { SearchDeskViews } from './search-desk-views.tsx';
import { noWords, SynonymDialog } from './synonym-dialog.tsx';
import { useSearchQueries } from './use-search-queries.ts';
import type { SynonymValues } from './use-synonyms.ts';

const route = getRouteApi('/search-desk/queries');

export const QueriesPage = () => {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const log = useSearchQueries(search);
  const [begun, setBegun] = useState<SynonymValues | null>(null);
  const change = (changed: { order?: string; days?: string }) =>
    void navigate({ search: parseQuerySearch({ ...search, ...changed }) });

  return (
    <>
      <RoomHead title={t('searchDesk.queries')} intro={t('searchDesk.queriesIntro')} />
      <SearchDeskViews />
      <Group mb="md" gap="md" align="flex-end">
        <Choice
          label={t('searchDesk.order')}
          value={search.order ?? 'searches'}
          onChange={(order) => change({ order })}
          data={queryOrders.map((value) => ({ value, label: t(`searchDesk.orders.${value}`) }))}
        />
        <Choice
          label={t('searchDesk.period')}
          value={search.days ?? '30'}
          onChange={(days) => change({ days })}
          data={queryDays.map((value) => ({ value, label: t('searchDesk.days', { count: Number(value) }) }))}
        />
      </Group>
      <QueryCard query={log} loading={t('searchDesk.loadingQueries')}>
        {({ items }) =>
          items.length > 0 ? (
            <QueryTable queries={items} onExplain={(text) => setBegun({ ...noWords, foundBy: [text] })} />
          ) : (
            <EmptyState
              icon={<SearchIcon size={26} />}
              title={t(`searchDesk.noQueries.${search.order ?? 'searches'}`)}
              text={t('searchDesk.noQueriesText')}
            />
          )
        }
      </QueryCard>
      <SynonymDialog edited={begun} onClose={() => setBegun(null)} />
    </>
  );
};
