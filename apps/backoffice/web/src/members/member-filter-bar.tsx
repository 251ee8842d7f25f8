import { Button, Group, Input, SegmentedControl } from '@mantine/core';
import { DatePickerInput, type DatesRangeValue } from '@mantine/dates';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { nameOfPickerDay } from '../i18n/dates.ts';
import { useLanguage } from '../i18n/language.ts';
import {
  hasFilters,
  type MemberListSearch,
  memberStatuses,
  type MemberStatus,
} from './member-list-search.ts';

interface Changed {
  status?: MemberStatus | undefined;
  joinedFrom?: string | undefined;
  joinedTo?: string | undefined;
}

interface MemberFilterBarProps {
  search: MemberListSearch;
  onChange: (changed: Changed) => void;
}

export const MemberFilterBar = ({ search, onChange }: MemberFilterBarProps) => {
  const { t } = useTranslation();
  const statusLabel = useId();
  const isStatus = (value: string) => memberStatuses.find((status) => status === value);

  return (
    <Group mb="md" gap="md" align="flex-end">
      <div>
        <Input.Label id={statusLabel} component="div">
          {t('members.status')}
        </Input.Label>
        <SegmentedControl
          aria-labelledby={statusLabel}
          display="flex"
          value={search.status ?? ''}
          onChange={(value) => onChange({ status: isStatus(value) })}
          data={[
            { value: '', label: t('lists.all') },
            ...memberStatuses.map((status) => ({ value: status, label: t(`members.${status}`) })),
          ]}
        />
      </div>
      <JoinedRange
        key={`${search.joinedFrom ?? ''}${search.joinedTo ?? ''}`}
        search={search}
        onChange={onChange}
      />
      {hasFilters(search) && (
        <Button
          variant="subtle"
          onClick={() => onChange({ status: undefined, joinedFrom: undefined, joinedTo: undefined })}
        >
          {t('lists.clear')}
        </Button>
      )}
    </Group>
  );
};

/** Half a range is nobody's filter yet: it stays here until the second day is chosen. */
const JoinedRange = ({ search, onChange }: MemberFilterBarProps) => {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const [range, setRange] = useState<DatesRangeValue<string>>([
    search.joinedFrom ?? null,
    search.joinedTo ?? null,
  ]);
  const change = (next: DatesRangeValue<string>) => {
    const [from, to] = next;
    setRange(next);
    if ((from === null) === (to === null))
      onChange({ joinedFrom: from ?? undefined, joinedTo: to ?? undefined });
  };

  return (
    <DatePickerInput
      type="range"
      label={t('members.joined')}
      placeholder={t('members.joinedAny')}
      monthLabelFormat={language === 'ko' ? 'YYYY년 M월' : 'MMMM YYYY'}
      yearLabelFormat={language === 'ko' ? 'YYYY년' : 'YYYY'}
      getDayAriaLabel={(date) => nameOfPickerDay(language, date)}
      ariaLabels={{ previousMonth: t('members.earlier'), nextMonth: t('members.later') }}
      popoverProps={{ withRoles: false, withinPortal: false }}
      weekendDays={[]}
      valueFormat={language === 'ko' ? 'YYYY.M.D' : 'D MMM YYYY'}
      miw={260}
      value={range}
      onChange={change}
      allowSingleDateInRange
      maxDate={new Date()}
    />
  );
};
