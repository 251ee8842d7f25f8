import { Group } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

import { Choice } from '../lists/choice.tsx';
import { Pager } from '../lists/pager.tsx';
import { QueryCard } from '../lists/query-card.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ShieldIcon } from '../ui/icons.tsx';
import { RoomHead } from '../ui/room-head.tsx';
import { Appeal } from './appeal.tsx';
import { appealStates, parseAppealSearch } from './appeal-search.ts';
import styles from './moderation.module.css';
import { ModerationViews } from './moderation-views.tsx';
import { useAppeals } from './use-appeals.ts';

const route = getRouteApi('/moderation/appeals');

export const AppealsPage = () => {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const page = useAppeals(search);
  const kept = search.state ? { state: search.state } : {};

  return (
    <>
      <RoomHead title={t('appeals.title')} intro={t('appeals.intro')} />
      <ModerationViews />
      <Group mb="md">
        <Choice
          label={t('moderation.state')}
          value={search.state ?? 'open'}
          onChange={(state) => void navigate({ search: parseAppealSearch({ state }) })}
          data={appealStates.map((value) => ({ value, label: t(`appeals.states.${value}`) }))}
        />
      </Group>
      <QueryCard query={page} loading={t('appeals.loading')}>
        {({ items, nextCursor }) =>
          items.length > 0 ? (
            <>
              <ul className={styles.appeals}>
                {items.map((sanction) => (
                  <Appeal key={sanction.id} sanction={sanction} />
                ))}
              </ul>
              <Pager
                search={search}
                shown={t('appeals.shown', { count: items.length })}
                nextCursor={page.isPlaceholderData ? null : nextCursor}
                onGo={(to, trail) => void navigate({ search: { ...kept, ...to }, state: trail })}
              />
            </>
          ) : (
            <EmptyState
              icon={<ShieldIcon size={26} />}
              title={t(`appeals.empty.${search.state ?? 'open'}`)}
              text={t('appeals.emptyText')}
            />
          )
        }
      </QueryCard>
    </>
  );
};
