import { Button, Group } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { CommunityRule } from '../api/api.ts';
import { Choice } from '../lists/choice.tsx';
import { Pager } from '../lists/pager.tsx';
import { QueryCard } from '../lists/query-card.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { PlusIcon, ShieldIcon } from '../ui/icons.tsx';
import { RoomHead } from '../ui/room-head.tsx';
import { ModerationViews } from './moderation-views.tsx';
import { RuleDialog } from './rule-dialog.tsx';
import { parseRuleSearch, ruleKinds } from './rule-search.ts';
import { RuleTable } from './rule-table.tsx';
import { useRules } from './use-rules.ts';

const route = getRouteApi('/moderation/rules');

export const RulesPage = () => {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const page = useRules(search);
  const [edited, setEdited] = useState<CommunityRule | 'new' | null>(null);
  const kept = search.kind ? { kind: search.kind } : {};

  return (
    <>
      <RoomHead title={t('rules.title')} intro={t('rules.intro')}>
        <Button leftSection={<PlusIcon size={15} />} onClick={() => setEdited('new')}>
          {t('rules.create')}
        </Button>
      </RoomHead>
      <ModerationViews />
      <Group mb="md">
        <Choice
          label={t('moderation.reason')}
          value={search.kind ?? ''}
          onChange={(kind) => void navigate({ search: parseRuleSearch({ kind }) })}
          data={[
            { value: '', label: t('lists.all') },
            ...ruleKinds.map((value) => ({ value, label: t(`moderation.reasons.${value}`) })),
          ]}
        />
      </Group>
      <QueryCard query={page} loading={t('rules.loading')}>
        {({ items, nextCursor }) =>
          items.length > 0 ? (
            <>
              <RuleTable rules={items} onEdit={setEdited} />
              <Pager
                search={search}
                shown={t('rules.shown', { count: items.length })}
                nextCursor={page.isPlaceholderData ? null : nextCursor}
                onGo={(to, trail) => void navigate({ search: { ...kept, ...to }, state: trail })}
              />
            </>
          ) : (
            <EmptyState
              icon={<ShieldIcon size={26} />}
              title={t('rules.empty')}
              text={t('rules.emptyText')}
            />
          )
        }
      </QueryCard>
      <RuleDialog edited={edited} onClose={() => setEdited(null)} />
    </>
  );
};
