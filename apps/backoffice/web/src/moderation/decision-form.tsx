import { Button, Radio, Stack, Text, Textarea } from '@mantine/core';
import { type SyntheticEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { AbuseReport } from '../api/api.ts';
import { formatInstant } from '../i18n/dates.ts';
import { useLanguage } from '../i18n/language.ts';
import { Choice } from '../lists/choice.tsx';
import { oneOf } from '../lists/page-search.ts';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { daysOf, type Decision, decisions, type Duration, durationsOf, endOf } from './decision.ts';
import { useDecide } from './use-reports.ts';

const LONGEST_REASON = 300;

export const DecisionForm = ({ report }: { report: AbuseReport }) => {
  const { t } = useTranslation();
  const [decision, setDecision] = useState<Decision | null>(null);
  const [duration, setDuration] = useState<Duration>('7');
  const [reason, setReason] = useState('');
  const [wasSent, setWasSent] = useState(false);
  const decide = useDecide(report.id);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setWasSent(true);
    if (!decision || reason.trim() === '') return;
    decide.mutate({ decision, reason: reason.trim(), ...daysOf(decision, duration) });
  };
  const choose = (value: string) => {
    const chosen = oneOf(decisions, value) ?? null;
    setDecision(chosen);
    if (chosen && !durationsOf(chosen).includes(duration)) setDuration('7');
  };

  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        <Radio.Group
          label={t('moderation.whatToDo')}
          value={decision ?? ''}
          onChange={choose}
          error={wasSent && !decision ? t('moderation.decisionMissing') : undefined}
        >
          <Stack gap={6} mt={6}>
            {decisions.map((value) => (
              <Radio
                key={value}
                value={value}
                label={t(`moderation.decisions.${value}`)}
                description={t(`moderation.effects.${value}`)}
              />
            ))}
          </Stack>
        </Radio.Group>
        {decision && durationsOf(decision).length > 0 && (
          <DurationChoice decision={decision} duration={duration} onChange={setDuration} />
        )}
        <Textarea
          label={t('moderation.reasonOf')}
          description={t('moderation.reasonHint')}
          error={wasSent && reason.trim() === '' ? t('moderation.reasonMissing') : undefined}
          autosize
          minRows={3}
          maxLength={LONGEST_REASON}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {decide.error && <ProblemNotice error={decide.error} />}
        <Button type="submit" loading={decide.isPending} style={{ alignSelf: 'flex-start' }}>
          {t('moderation.decide')}
        </Button>
      </Stack>
    </form>
  );
};

interface DurationChoiceProps {
  decision: Decision;
  duration: Duration;
  onChange: (duration: Duration) => void;
}

const DurationChoice = ({ decision, duration, onChange }: DurationChoiceProps) => {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const end = endOf(decision, duration);

  return (
    <div>
      <Choice
        label={t('moderation.duration')}
        value={duration}
        onChange={onChange}
        data={durationsOf(decision).map((value) => ({
          value,
          label:
            value === 'forever' ? t('moderation.forever') : t('moderation.days', { count: Number(value) }),
        }))}
      />
      <Text size="sm" c="dimmed" mt={4} role="status">
        {end ? t('moderation.ends', { at: formatInstant(language, end) }) : t('moderation.neverEnds')}
      </Text>
    </div>
  );
};
