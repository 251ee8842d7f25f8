import { Button, Group, Input, SegmentedControl, Stack, Text, Textarea } from '@mantine/core';
import { type SyntheticEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { Dialog } from '../ui/dialog.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { useOpenRecords } from './use-member.ts';

const SHORTEST_REASON = 10;
const LONGEST_REASON = 500;
const minuteChoices = ['10', '20', '30', '60'] as const;

interface OpenRecordsDialogProps {
  memberId: string;
  opened: boolean;
  onClose: () => void;
}

export const OpenRecordsDialog = ({ memberId, opened, onClose }: OpenRecordsDialogProps) => {
  const { t } = useTranslation();

  return (
    <Dialog title={t('access.title')} opened={opened} onClose={onClose}>
      <ReasonForm memberId={memberId} onClose={onClose} />
    </Dialog>
  );
};

const ReasonForm = ({ memberId, onClose }: { memberId: string; onClose: () => void }) => {
  const { t } = useTranslation();
  const minutesLabel = useId();
  const [reason, setReason] = useState('');
  const [minutes, setMinutes] = useState('20');
  const [wasSent, setWasSent] = useState(false);
  const open = useOpenRecords(memberId);
  const fault = reasonFault(reason);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setWasSent(true);
    if (!fault) open.mutate({ reason: reason.trim(), minutes: Number(minutes) });
  };

  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <Textarea
          label={t('access.reason')}
          description={t('access.reasonHint')}
          placeholder={t('access.reasonExample')}
          error={wasSent && fault ? t(`access.${fault}`) : undefined}
          autosize
          minRows={3}
          required
          withAsterisk={false}
          data-autofocus
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <div>
          <Input.Label id={minutesLabel} component="div" mb={6}>
            {t('access.minutes')}
          </Input.Label>
          <SegmentedControl
            aria-labelledby={minutesLabel}
            fullWidth
            value={minutes}
            onChange={setMinutes}
            data={minuteChoices.map((choice) => ({
              value: choice,
              label: t('access.minutesValue', { minutes: choice }),
            }))}
          />
        </div>
        {open.error && <ProblemNotice error={open.error} />}
        <Group justify="space-between" mt="xs">
          <Text size="sm" c="dimmed">
            {t('access.notice')}
          </Text>
          <Group gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('access.cancel')}
            </Button>
            <Button type="submit" loading={open.isPending}>
              {t('access.confirm')}
            </Button>
          </Group>
        </Group>
      </Stack>
    </form>
  );
};

const reasonFault = (reason: string) => {
  const { length } = reason.trim();
  if (length < SHORTEST_REASON) return 'reasonShort';

  return length > LONGEST_REASON ? 'reasonLong' : null;
};
