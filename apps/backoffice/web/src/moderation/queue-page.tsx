import { Button } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

import { Pager } from '../lists/pager.tsx';
import { QueryCard } from '../lists/query-card.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ReloadIcon, ShieldIcon } from '../ui/icons.tsx';
import { RoomHead } from '../ui/room-head.tsx';
import { ModerationViews } from './moderation-views.tsx';
import { ReportFilters } from './report-filters.tsx';
import { ReportTable } from './report-table.tsx';
import { useReports } from './use-reports.ts';

const route = getRouteApi('/moderation');

export const QueuePage = () => {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const page = useReports(search);
  const { state, reason } = search;
  const kept = { ...(state ? { state } : {}), ...(reason ? { reason } : {}) };

  return (
    <>
      <RoomHead title={t('moderation.title')} intro={t('moderation.intro')}>
        <Button
          variant="default"
          leftSection={<ReloadIcon size={15} />}
          loading={page.isFetching && !page.isPending}
          onClick={() => void page.refetch()}
        >
          {t('lists.reload')}
        </Button>
      </RoomHead>
      <ModerationViews />
      <ReportFilters search={search} onChange={(changed) => void navigate({ search: changed })} />
      <QueryCard query={page} loading={t('moderation.loading')}>
        {({ items, nextCursor }) => (
          <>
            {items.length > 0 ? (
              <ReportTable reports={items} />
            ) : (
              <EmptyState
                icon={<ShieldIcon size={26} />}
                title={t(reason ? 'moderation.noneOfKind' : `moderation.empty.${state ?? 'open'}`)}
                text={t(reason ? 'moderation.noneOfKindText' : 'moderation.emptyText')}
              />
            )}
            <Pager
              search={search}
              shown={t('moderation.shown', { count: items.length })}
              nextCursor={page.isPlaceholderData ? null : nextCursor}
              onGo={(to, trail) => void navigate({ search: { ...kept, ...to }, state: trail })}
            />
          </>
        )}
      </QueryCard>
    </>
  );
};
