import { Group, Skeleton, Stack, VisuallyHidden } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { AlarmView } from '../alarms/alarm-view.tsx';
import type { MaskedMember } from '../api/api.ts';
import { MonthView } from '../calendar/month-view.tsx';
import { usePermission } from '../session/session.ts';
import { BackLink } from '../ui/back-link.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { useTitle } from '../ui/use-title.ts';
import { ClosedRecords } from './closed-records.tsx';
import { MemberHead } from './member-head.tsx';
import { OpenRecordsBar } from './open-records-bar.tsx';
import { RecordViews } from './record-views.tsx';
import { useCloseRecords, useMember } from './use-member.ts';

const route = getRouteApi('/members/$memberId');

export const MemberPage = () => {
  const { t } = useTranslation();
  const { memberId } = route.useParams();
  const member = useMember(memberId);
  useTitle(t('members.title'));

  return (
    <>
      <BackLink to="/members">{t('member.back')}</BackLink>
      {member.isPending && <MemberSkeleton />}
      {member.error && (
        <Group mt="lg">
          <ProblemNotice error={member.error} onRetry={() => void member.refetch()} />
        </Group>
      )}
      {member.data && (
        <Stack gap="lg" mt="sm">
          <MemberHead member={member.data} />
          <Records member={member.data} />
        </Stack>
      )}
    </>
  );
};

const Records = ({ member }: { member: MaskedMember }) => {
  const mayOpen = usePermission('records:read');
  const [hasEnded, setHasEnded] = useState(false);
  const close = useCloseRecords(member.id);
  const { view } = route.useSearch();

  if (!member.recordAccess || !mayOpen) {
    return <ClosedRecords memberId={member.id} mayOpen={mayOpen} hasEnded={hasEnded} />;
  }

  const View = view === 'alarms' ? AlarmView : MonthView;

  return (
    <>
      <OpenRecordsBar
        key={member.recordAccess.id}
        access={member.recordAccess}
        onEnd={() => {
          setHasEnded(true);
          close();
        }}
      />
      <RecordViews memberId={member.id} />
      <View memberId={member.id} timeZone={member.timeZone} onAccessNeeded={close} />
    </>
  );
};

const MemberSkeleton = () => {
  const { t } = useTranslation();

  return (
    <Stack role="status" mt="md">
      <VisuallyHidden>{t('member.loading')}</VisuallyHidden>
      <Skeleton height={120} radius="lg" />
      <Skeleton height={300} radius="lg" />
    </Stack>
  );
};
