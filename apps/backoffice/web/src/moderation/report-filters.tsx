import { Button, Group, NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';

import { Choice } from '../lists/choice.tsx';
import { parseReportSearch, reportReasons, type ReportSearch, reportStates } from './report-search.ts';

interface ReportFiltersProps {
  search: ReportSearch;
  onChange: (search: ReportSearch) => void;
}

/** Another choice begins at the first page. */
export const ReportFilters = ({ search, onChange }: ReportFiltersProps) => {
  const { t } = useTranslation();
  const { state, reason } = search;

  return (
    <Group mb="md" gap="md" align="flex-end">
      <Choice
        label={t('moderation.state')}
        value={state ?? 'open'}
        onChange={(next) => onChange(parseReportSearch({ state: next, reason }))}
        data={reportStates.map((value) => ({ value, label: t(`moderation.states.${value}`) }))}
      />
      <NativeSelect
        label={t('moderation.reason')}
        value={reason ?? ''}
        onChange={(event) => onChange(parseReportSearch({ state, reason: event.currentTarget.value }))}
        data={[
          { value: '', label: t('lists.all') },
          ...reportReasons.map((value) => ({ value, label: t(`moderation.reasons.${value}`) })),
        ]}
      />
      {(state ?? reason) && (
        <Button variant="subtle" onClick={() => onChange({})}>
          {t('lists.clear')}
        </Button>
      )}
    </Group>
  );
};
